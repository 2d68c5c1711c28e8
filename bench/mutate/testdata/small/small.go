// Package small is changed by the tests of mutate: some of what it does is tested.
package small

import "errors"

// Fee is a share of what is paid, and at least one.
func Fee(paid int, member bool) (int, error) {
	if paid < 0 {
		return 0, errors.New("less than nothing")
	}
	fee := paid / 10
	if member && fee > 5 {
		fee -= 5
	}
	return max(fee, 1), nil
}

const statement = `
	SELECT id FROM fees
	WHERE owner = :owner AND fee > 10 ORDER BY id LIMIT 3`

// Untold is not tested.
func Untold() string { return statement }
