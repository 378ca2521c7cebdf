package synthetic

import "encoding/binary"

// Access is one entry of an access list that allows a trustee something, here and below.
type Access struct {
	// Trustee is a SID.
	Trustee string
	// Mask is a set of rights.
	//
	// Source: MS-DTYP 2.4.3, MS-ADTS 5.1.3.2.
	Mask uint32
}

// The rights that stories give.
const (
	// FullControl is every right that a directory object has.
	FullControl uint32 = 0xf01ff
	// Maintain is what an engine needs: to create and delete children, to read and to write.
	Maintain uint32 = 0x1 | 0x2 | 0x10 | 0x20 | 0x40 | 0x10000
	// WriteList is to change who may do what.
	WriteList uint32 = 0x40000
)

// Descriptor returns the octets of a security descriptor with these entries, each inherited by
// everything below.
//
// Source: MS-DTYP 2.4.6, 2.4.5, 2.4.4.
func Descriptor(entries ...Access) string {
	const presentAndRelative, containersInherit = 0x8004, 0x02
	list := []byte{4, 0, 0, 0, 0, 0, 0, 0}
	for _, e := range entries {
		body := append(binary.LittleEndian.AppendUint32(nil, e.Mask), sidOctets(e.Trustee)...)
		head := []byte{0, containersInherit, 0, 0}
		binary.LittleEndian.PutUint16(head[2:], uint16(len(head)+len(body)))
		list = append(append(list, head...), body...)
	}
	binary.LittleEndian.PutUint16(list[2:], uint16(len(list)))
	binary.LittleEndian.PutUint16(list[4:], uint16(len(entries)))
	octets := make([]byte, 20)
	octets[0] = 1
	binary.LittleEndian.PutUint16(octets[2:], presentAndRelative)
	binary.LittleEndian.PutUint32(octets[16:], uint32(len(octets)))
	return string(append(octets, list...))
}
