// Package simulate serves an export as Microsoft Graph would: beta and v1.0 on loopback, with pages,
// $select, $count, $batch, OData error bodies, resource units and faults by script. It is what
// the live collector is tried against, and what `wbaudit simulate` starts for those who want to
// see a collection without a tenant.
//
// It is strict where Graph is: an unknown property in $select, a $top above 999 or a request that
// writes is refused. What it does not know it refuses, it never invents an answer.
//
// Source: https://learn.microsoft.com/graph/paging, https://learn.microsoft.com/graph/aad-advanced-queries,
// https://learn.microsoft.com/graph/json-batching, https://learn.microsoft.com/graph/throttling-limits
package simulate
