package snapshot

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

var errTooManyValues = errors.New("a column holds more values than rows")

// eachPage calls do with the pages of a column of group, in order. Nothing of a page may be kept.
func eachPage(group parquet.RowGroup, column int, do func(parquet.Page) error) error {
	return guarded(func() (err error) {
		pages := group.ColumnChunks()[column].Pages()
		defer func() { err = errors.Join(err, pages.Close()) }()
		for {
			page, err := pages.ReadPage()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			err = do(page)
			parquet.Release(page)
			if err != nil {
				return err
			}
		}
	})
}

// guids calls set with every value of a column of GUIDs and its row.
func guids(group parquet.RowGroup, column int, set func(row int, g GUID)) error {
	row, rows := 0, int(group.NumRows())
	err := eachPage(group, column, func(page parquet.Page) error {
		octets, places, err := guidPage(page)
		if err != nil {
			return err
		}
		count := int(page.NumValues())
		if row+count > rows {
			return errTooManyValues
		}
		for i := range count {
			at := i
			if places != nil {
				at = int(places[i])
			}
			// A place outside the dictionary is a panic that eachPage turns into an error.
			set(row+i, GUID(octets[at*len(GUID{}):(at+1)*len(GUID{})]))
		}
		row += count
		return nil
	})
	if err == nil && row != rows {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// guidPage returns the octets of the values of page, or of its dictionary with the values' places there.
func guidPage(page parquet.Page) (octets []byte, places []int32, err error) {
	data := page.Data()
	if dictionary := page.Dictionary(); dictionary != nil {
		places = data.Int32()
		data = dictionary.Page().Data()
	}
	octets, size := data.FixedLenByteArray()
	if size != len(GUID{}) {
		return nil, nil, fmt.Errorf("expected values of %d octets, found %d", len(GUID{}), size)
	}
	return octets, places, nil
}

// texts reads a column of texts, which a dictionary holds, as places in the returned names.
func texts(group parquet.RowGroup, column int, places []uint32) (names []string, err error) {
	row := 0
	err = eachPage(group, column, func(page parquet.Page) error {
		count := int(page.NumValues())
		if row+count > len(places) {
			return errTooManyValues
		}
		dictionary := page.Dictionary()
		if dictionary == nil {
			return errors.New("expected a column with a dictionary")
		}
		if names == nil {
			names = namesOf(dictionary)
		}
		row += count
		return copyPlaces(places[row-count:row], page, len(names))
	})
	if err == nil && row != len(places) {
		err = io.ErrUnexpectedEOF
	}
	return names, err
}

// namesOf copies the texts of a dictionary into one string.
func namesOf(dictionary parquet.Dictionary) []string {
	data := dictionary.Page().Data()
	octets, offsets := data.ByteArray()
	all := string(octets)
	names := make([]string, dictionary.Len())
	for i := range names {
		names[i] = all[offsets[i]:offsets[i+1]]
	}
	return names
}

func copyPlaces(places []uint32, page parquet.Page, names int) error {
	data := page.Data()
	for i, place := range data.Int32()[:len(places)] {
		if place < 0 || int(place) >= names {
			return fmt.Errorf("expected a dictionary place below %d, found %d", names, place)
		}
		places[i] = uint32(place)
	}
	return nil
}
