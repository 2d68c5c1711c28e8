// Command mutate asks what the tests of a package would notice. It makes many small changes to the code, one at a time (a comparison that
// takes in its bound, a condition that always holds, a statement that is left out, an error that is not passed on, a clause that is missing
// in a statement of SQL), and runs the tests of the package with each. A change that no test fails for is a survivor: it does the
// same as before, or a test is missing, or nobody needs that line.
//
//	go run ./bench/mutate ./hub ./limits
//
// All changes of a package are compiled into one test binary, where a number in the environment says which of them is made; the tree is left as
// it is. A first run of each test records which changes it comes past, and a change is only tried on those, quick ones first.
// docs/mutation.md says what came of it.
package main
