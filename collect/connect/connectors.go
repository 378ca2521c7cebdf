package connect

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readConnectors reads Get-ADSyncConnector.
func (v *server) readConnectors(b *body) error {
	list, ids, err := once(b, func(o object) string {
		id := o.id("identifier")
		if id == "" {
			o.faults.add(o.at, "a connector with an Identifier", o.raw)
		}
		return id
	})
	if err != nil {
		return err
	}
	if len(b.elements) == 0 {
		return fmt.Errorf("expected the connectors of Get-ADSyncConnector, found none, though every server has two; export it again")
	}
	for i, o := range list {
		v.connectors = append(v.connectors, v.connector(b, o, ids[i]))
	}
	return nil
}

func (v *server) connector(b *body, o object, id string) snapshot.ConnectConnector {
	c := snapshot.ConnectConnector{
		Server: v.name, ID: id, Name: o.plain("name"), Type: o.text("connectortypename", "type"), Subtype: o.text("subtype"),
		ObjectTypes: o.texts("objectinclusionlist"),
	}
	access := parametersOf(o, "connectivityparameters")
	c.Forest = access.text("forest-name")
	c.Account = accountOf(access)
	global := parametersOf(o, "globalparameters")
	if group := global.text("connector.groupfilteringgroupdn"); group != nil && *group != "" {
		c.GroupFilter = group
	}
	if c.Entra() {
		for _, name := range []string{"tenantid", "azuretenantid"} {
			if tenant := access.text(name); tenant != nil && *tenant != "" {
				b.tenants = append(b.tenants, *tenant)
			}
		}
	}
	c.Partitions, c.Containers = partitionsOf(o)
	return c
}

// accountOf returns the account that a connector signs in with.
func accountOf(p parameters) *string {
	user := p.values["forest-login-user"]
	if user == "" {
		user = p.values["username"]
	}
	if user == "" {
		return nil
	}
	if domain := p.values["forest-login-domain"]; domain != "" && !strings.ContainsAny(user, `\@`) {
		user = domain + `\` + user
	}
	return &user
}

// partitionsOf returns a connector's partitions, and which containers they include and exclude.
func partitionsOf(o object) (partitions []snapshot.ConnectPartition, containers []snapshot.ConnectContainer) {
	list, present := o.list("partitions")
	if present {
		partitions = []snapshot.ConnectPartition{}
	}
	for _, e := range list {
		p := snapshot.ConnectPartition{DN: e.plain("dn", "name"), Selected: e.flag("selected"), Domain: e.flag("isdomain")}
		scope, ok := e.inner("connectorpartitionscope")
		p.Scoped = ok && scope.told("containerinclusionlist") && scope.told("containerexclusionlist")
		if p.Scoped && containers == nil {
			containers = []snapshot.ConnectContainer{}
		}
		if ok {
			containers = appendContainers(containers, p.DN, scope, "containerinclusionlist", true)
			containers = appendContainers(containers, p.DN, scope, "containerexclusionlist", false)
		}
		partitions = append(partitions, p)
	}
	return partitions, containers
}

// joinedPattern finds a list of DNs that ConvertTo-Json wrote as one text, for want of -Depth.
var joinedPattern = regexp.MustCompile(`(?i)dc=[^,]+ (?:ou|cn|dc|o)=`)

func appendContainers(to []snapshot.ConnectContainer, partition string, scope object, key string, included bool) []snapshot.ConnectContainer {
	for _, dn := range scope.texts(key) {
		if joinedPattern.MatchString(dn) {
			scope.faults.cutOff(scope.place(key), scope.keys[key], visible(dn))
		}
		to = append(to, snapshot.ConnectContainer{Partition: partition, DN: dn, Included: included})
	}
	return to
}
