package snapshot

import "encoding/json"

// ConnectRule is one synchronization rule of a Connect server. Key: Server, ID.
//
// Source: Get-ADSyncRule.
type ConnectRule struct {
	Server string `parquet:"server" json:"server"`
	// ID is the rule's Identifier, lower case.
	ID   string `parquet:"id" json:"id"`
	Name string `parquet:"name" json:"name"`
	// Direction is Inbound or Outbound; nil when not given, or given as a number that cannot be told.
	Direction *string `parquet:"direction,optional" json:"direction"`
	// Connector is the identifier of the connector, lower case; "" when not given.
	Connector  string `parquet:"connector" json:"connector"`
	Precedence *int64 `parquet:"precedence,optional" json:"precedence"`
	// Standard is true for a rule of Microsoft's.
	Standard *bool `parquet:"standard,optional" json:"standard"`
	Disabled *bool `parquet:"disabled,optional" json:"disabled"`
	// SourceType and TargetType are object types, such as group and person; "" when not given.
	SourceType string `parquet:"source_type" json:"source_type"`
	TargetType string `parquet:"target_type" json:"target_type"`
	// Tag is ImmutableTag, such as Microsoft.InfromADGroupJoin.003; "" for a custom rule.
	Tag string `parquet:"tag" json:"tag"`

	ConnectRuleLogic
}

// ConnectRuleLogic is what a rule does. A list is nil when the export does not hold it, which null says
// too, and empty when the rule has none.
type ConnectRuleLogic struct {
	Scope []ConnectCondition `parquet:"scope,optional,list" json:"scope"`
	Joins []ConnectJoin      `parquet:"joins,optional,list" json:"joins"`
	Flows []ConnectFlow      `parquet:"flows,optional,list" json:"flows"`
	// Body is the rule as received, without the white space around its tokens; nil when not kept.
	Body json.RawMessage `parquet:"body,optional" json:"body"`
}

// ConnectCondition is one condition of a rule's scope. An object is in scope when all conditions
// of any one group hold, or when there is no condition.
type ConnectCondition struct {
	// Group numbers the groups from 0.
	Group     int32  `parquet:"group" json:"group"`
	Attribute string `parquet:"attribute" json:"attribute"`
	// Operator is EQUAL, NOTSTARTSWITH, … ; nil when it came as a number that cannot be told.
	Operator *string `parquet:"operator,optional" json:"operator"`
	Value    string  `parquet:"value" json:"value"`
}

// ConnectJoin is one condition by which a rule joins objects; groups are as in ConnectCondition.
type ConnectJoin struct {
	Group int32 `parquet:"group" json:"group"`
	// Source is the attribute in the connector space, Target the one in the metaverse.
	Source        string `parquet:"source" json:"source"`
	Target        string `parquet:"target" json:"target"`
	CaseSensitive bool   `parquet:"case_sensitive" json:"case_sensitive"`
}

// ConnectFlow is one attribute that a rule writes.
type ConnectFlow struct {
	// Destination is the attribute; "" when not given.
	Destination string `parquet:"destination" json:"destination"`
	// Type is Direct, Constant or Expression; nil when it came as a number that cannot be told.
	Type *string `parquet:"type,optional" json:"type"`
	// Source are the attributes read, joined by commas, or the constant; "" without any.
	Source     string `parquet:"source" json:"source"`
	Expression string `parquet:"expression" json:"expression"`
	// Merge is Update, Replace, MergeCaseInsensitive or Merge; nil as with Type.
	Merge *string `parquet:"merge,optional" json:"merge"`
	Once  bool    `parquet:"once" json:"once"`
}
