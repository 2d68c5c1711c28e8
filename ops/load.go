package ops

// Load is the class of how many users were there at once.
type Load string

// The classes of load.
const (
	Load5    Load = "1-5"
	Load15   Load = "6-15"
	Load30   Load = "16-30"
	LoadMore Load = "30+"
)

// Loads are all classes, the lowest first.
func Loads() []Load { return []Load{Load5, Load15, Load30, LoadMore} }

// LoadOf is the class of a number of concurrent users.
func LoadOf(users int) Load {
	switch {
	case users <= 5:
		return Load5
	case users <= 15:
		return Load15
	case users <= 30:
		return Load30
	}
	return LoadMore
}
