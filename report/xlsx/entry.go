package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// decisions are what the list of the column Decision offers. The import of decisions knows the same.
var decisions = []string{"accept", "fix", "investigate", "dispute", "reopen"}

// The most characters of what a reader writes; the import refuses longer ones.
const (
	longestOwner   = 200
	longestComment = 4000
)

// checks returns what Excel holds an entry of column c to, nil for columns that nobody writes in. It
// warns and explains; nothing is locked, since Excel cannot sort a protected table.
func (c column) checks(area string) (*excelize.DataValidation, error) {
	switch c.kind {
	case kindDecision:
		v := excelize.NewDataValidation(true)
		v.SetSqref(area)
		v.SetInput("Decision", "accept: live with it until Due (needs Owner, Due and Comment)\nfix, investigate: Owner does it until Due\ndispute: the finding is wrong, Comment says why\nreopen: take an earlier decision back")
		v.SetError(excelize.DataValidationErrorStyleStop, "Decision", "Choose one of the list, or leave the cell empty.")
		return v, v.SetDropList(decisions)
	case kindDue:
		return dateCheck(area, "the last day of an accepted risk, or the day by which the work is done")
	case kindOwner:
		return lengthCheck(area, "Owner", "Who answers for the decision: a person or a team.", longestOwner)
	case kindComment:
		return lengthCheck(area, "Comment", "Why it was decided so. Of an accepted risk this becomes the reason of the waiver.", longestComment)
	}
	return nil, nil
}

// dateCheck accepts a day of this century.
func dateCheck(area, meaning string) (*excelize.DataValidation, error) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(area)
	v.SetInput("Date", "A day such as 2027-01-31: "+meaning+".")
	v.SetError(excelize.DataValidationErrorStyleStop, "Date", "Write a day of this century, such as 2027-01-31.")
	// 36526 and 73050 are 2000-01-01 and 2099-12-31 as Excel counts days.
	return v, v.SetRange(36526, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)
}

func lengthCheck(area, title, meaning string, most int) (*excelize.DataValidation, error) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(area)
	v.SetInput(title, meaning)
	v.SetError(excelize.DataValidationErrorStyleStop, title, fmt.Sprintf("At most %d characters.", most))
	return v, v.SetRange(0, most, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween)
}
