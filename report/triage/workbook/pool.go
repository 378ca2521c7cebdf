package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// pool holds the texts that cells share, in blocks, so that it never holds them twice as it grows.
type pool struct {
	blocks [][]byte
	texts  []place
	// held is what texts and places take.
	held int64
}

// place says where a text is.
type place struct{ block, offset, length uint32 }

const (
	blockSize = 4 << 20
	// placeSize is what a place takes, with what a growing list of them leaves behind.
	placeSize = 24
)

// fill reads the part of shared strings. What stands above a text to tell how it is spoken is no part of it.
func (p *pool) fill(r io.Reader, most int64) error {
	s := newScanner(r)
	var text []byte
	inText, spoken := false, false
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t" && !spoken
			spoken = spoken || t.Name.Local == "rPh"
		case xml.EndElement:
			inText = false
			spoken = spoken && t.Name.Local != "rPh"
			if t.Name.Local == "si" {
				if err := p.add(text, most); err != nil {
					return err
				}
				text = text[:0]
			}
		case xml.CharData:
			if inText {
				text = append(text, t...)
			}
		}
		if len(text) > mostMarkup {
			return errMarkup
		}
	}
}

// add keeps one text.
func (p *pool) add(text []byte, most int64) error {
	if p.held += int64(len(text)) + placeSize; p.held > most {
		return fmt.Errorf("its texts take more than %d MiB", most>>20)
	}
	last := len(p.blocks) - 1
	if last < 0 || len(p.blocks[last])+len(text) > blockSize {
		p.blocks = append(p.blocks, make([]byte, 0, blockSize))
		last++
	}
	p.texts = append(p.texts, place{uint32(last), uint32(len(p.blocks[last])), uint32(len(text))})
	p.blocks[last] = append(p.blocks[last], text...)
	return nil
}

// at returns the text of that number; ok is false where there is none.
func (p *pool) at(n int) (text string, ok bool) {
	if n < 0 || n >= len(p.texts) {
		return "", false
	}
	at := p.texts[n]
	return string(p.blocks[at.block][at.offset : at.offset+at.length]), true
}
