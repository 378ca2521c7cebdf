//go:build linux

package adtest

import (
	"bytes"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// The operations of RFC 4511 that a front end looks into.
const (
	opBind         = 0
	opBindAnswer   = 1
	opSearch       = 3
	opEntry        = 4
	opDone         = 5
	opExtended     = 23
	opExtendedDone = 24
)

const (
	sizeLimitExceeded = 4
	operationsError   = 1
	pagedResults      = "1.2.840.113556.1.4.319"
)

// relay passes the messages of one client on.
type relay struct {
	*Front
	client, back net.Conn
	// certified is true when the client showed a certificate of the authority.
	certified bool

	mu       sync.Mutex
	searches map[int64]*search
}

// search is one that is under way.
type search struct {
	paged bool
	// ranged is an attribute that was asked for from a certain value on.
	ranged string
	sent   int
	// over is true once the client has been told the end.
	over bool
	// cut ends the connection after the first object.
	cut bool
}

// asks passes requests on until the client ends.
func (r *relay) asks() {
	for {
		packet, err := ber.ReadPacket(r.client)
		if err != nil || len(packet.Children) < 2 {
			return
		}
		if err := r.ask(packet); err != nil {
			return
		}
	}
}

func (r *relay) ask(packet *ber.Packet) error {
	id, _ := packet.Children[0].Value.(int64)
	operation := packet.Children[1]
	request := Request{Number: int(r.requests.Add(1)), Operation: int(operation.Tag)}
	var s *search
	if request.Operation == opSearch {
		s = r.searchOf(packet, &request)
	}
	if r.ends(request.Number) {
		if s == nil || !r.o.Midway {
			return errCut
		}
		s.cut = true
	}
	if r.o.Before != nil {
		if a := r.o.Before(request); a != nil {
			return r.say(result(id, answerOf(request.Operation), a.Code, a.Text))
		}
	}
	select {
	case <-time.After(r.o.Delay):
	case <-r.closing:
		return errCut
	}
	if r.certified && isExternal(operation) {
		packet = r.asAdministrator(id)
	}
	if s != nil {
		r.mu.Lock()
		r.searches[id] = s
		r.mu.Unlock()
	}
	_, err := r.back.Write(packet.Bytes())
	return err
}

// searchOf reads a search and lowers what it asks for to the limits.
func (r *relay) searchOf(packet *ber.Packet, request *Request) *search {
	s := &search{}
	fields := packet.Children[1].Children
	request.Base = string(fields[0].ByteValue)
	changed := false
	for _, a := range fields[7].Children {
		name := string(a.ByteValue)
		request.Attributes = append(request.Attributes, name)
		if lowered, ranged := r.lower(name); ranged {
			s.ranged = strings.ToLower(name[:strings.IndexByte(name, ';')])
			replace(a, ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, lowered, ""))
			changed = true
		}
	}
	if len(packet.Children) > 2 {
		for _, control := range packet.Children[2].Children {
			if string(control.Children[0].ByteValue) == pagedResults {
				s.paged = true
				changed = r.lowerPage(control) || changed
			}
		}
	}
	if changed {
		rebuild(packet)
	}
	return s
}

// lower turns member;range=1500-* into member;range=1500-2999.
func (r *relay) lower(name string) (string, bool) {
	plain, text, ranged := strings.Cut(strings.ToLower(name), ";range=")
	low, high, _ := strings.Cut(text, "-")
	from, err := strconv.Atoi(low)
	if !ranged || err != nil || r.o.Limits.Range == 0 {
		return name, false
	}
	to := from + r.o.Limits.Range - 1
	if n, err := strconv.Atoi(high); err == nil {
		to = min(to, n)
	}
	return fmt.Sprintf("%s;range=%d-%d", plain, from, to), true
}

// lowerPage lowers the size of a page.
func (r *relay) lowerPage(control *ber.Packet) bool {
	value := control.Children[len(control.Children)-1]
	inner := ber.DecodePacket(value.ByteValue)
	size, _ := inner.Children[0].Value.(int64)
	if r.o.Limits.Page == 0 || size <= int64(r.o.Limits.Page) {
		return false
	}
	sequence := ber.NewSequence("")
	sequence.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, int64(r.o.Limits.Page), ""))
	sequence.AppendChild(inner.Children[1])
	replace(value, ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, string(sequence.Bytes()), ""))
	return true
}

// answers passes what the server says on until it ends.
func (r *relay) answers() {
	for {
		packet, err := ber.ReadPacket(r.back)
		if err != nil || len(packet.Children) < 2 {
			return
		}
		if err := r.answer(packet); err != nil {
			return
		}
	}
}

func (r *relay) answer(packet *ber.Packet) error {
	id, _ := packet.Children[0].Value.(int64)
	r.mu.Lock()
	s := r.searches[id]
	r.mu.Unlock()
	if s == nil {
		return r.say(packet)
	}
	switch packet.Children[1].Tag {
	case opEntry:
		return r.entry(id, s, packet)
	case opDone:
		r.mu.Lock()
		delete(r.searches, id)
		r.mu.Unlock()
		if s.over {
			return nil
		}
	}
	return r.say(packet)
}

// entry passes one object on, as far as the limits let it.
func (r *relay) entry(id int64, s *search, packet *ber.Packet) error {
	switch {
	case s.over:
		return nil
	case r.o.Limits.Page > 0 && !s.paged && s.sent == r.o.Limits.Page:
		s.over = true
		return r.say(result(id, opDone, sizeLimitExceeded, ""))
	case s.ranged != "" && !has(packet, s.ranged):
		// Samba leaves the attribute out where Active Directory refuses.
		s.over = true
		return r.say(result(id, opDone, operationsError, "00000057: LdapErr: the range begins past the last value"))
	}
	r.limitValues(packet)
	s.sent++
	if err := r.say(packet); err != nil {
		return err
	}
	if s.cut {
		return errCut
	}
	return nil
}

// limitValues cuts member and memberOf off at the limit: the attribute comes without values, beside
// one that names the range.
func (r *relay) limitValues(packet *ber.Packet) {
	limit := r.o.Limits.Range
	list := packet.Children[1].Children[1]
	var cut []*ber.Packet
	for _, a := range list.Children {
		name := string(a.Children[0].ByteValue)
		values := a.Children[1].Children
		if folded := strings.ToLower(name); limit == 0 || folded != "member" && folded != "memberof" || len(values) <= limit {
			continue
		}
		cut = append(cut, attributeOf(fmt.Sprintf("%s;range=0-%d", name, limit-1), values[:limit]))
		replace(a, attributeOf(name, nil))
	}
	if len(cut) == 0 {
		return
	}
	list.Children = append(list.Children, cut...)
	rebuild(packet)
}

func (r *relay) say(packet *ber.Packet) error {
	_, err := r.client.Write(packet.Bytes())
	return err
}

// has reports whether an object has an attribute, in ranges or not.
func has(packet *ber.Packet, name string) bool {
	for _, a := range packet.Children[1].Children[1].Children {
		plain, _, _ := strings.Cut(strings.ToLower(string(a.Children[0].ByteValue)), ";")
		if plain == name {
			return true
		}
	}
	return false
}

func attributeOf(name string, values []*ber.Packet) *ber.Packet {
	a := ber.NewSequence("")
	a.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, name, ""))
	set := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSet, nil, "")
	for _, v := range values {
		set.AppendChild(v)
	}
	a.AppendChild(set)
	return a
}

// replace puts another element where old was.
func replace(old, with *ber.Packet) { *old = *with }

// rebuild makes the octets of packet anew from those of its children.
func rebuild(packet *ber.Packet) {
	if packet.TagType != ber.TypeConstructed {
		return
	}
	packet.Data = &bytes.Buffer{}
	for _, child := range packet.Children {
		rebuild(child)
		packet.Data.Write(child.Bytes())
	}
}
