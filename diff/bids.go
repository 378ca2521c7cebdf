package diff

// bids are the claims of one step, in the order of the directory rows.
type bids []bid

type bid struct {
	cloud, directory int32
	by               uint8
}

func (b *bids) add(cloud, directory int32, by uint8) {
	if cloud != none {
		*b = append(*b, bid{cloud, directory, by})
	}
}

// settle makes a lone claimant the copy, and several candidates.
func (f *Facts) settle(all bids) {
	for _, one := range all {
		f.directory[one.directory].claim, f.directory[one.directory].match = one.cloud, one.by
		c := &f.cloud[one.cloud]
		if !f.claimed(one.cloud) {
			c.copy = one.directory
			if one.by == numSID {
				c.flags |= cloudCopyBySID
			}
			continue
		}
		if c.copy != none {
			f.candidates[one.cloud] = []int32{c.copy}
			c.copy, c.flags = none, c.flags&^cloudCopyBySID
		}
		f.candidates[one.cloud] = append(f.candidates[one.cloud], one.directory)
		c.candidates = clampCount(len(f.candidates[one.cloud]))
	}
}
