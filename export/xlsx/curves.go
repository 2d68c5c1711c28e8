package xlsx

// trade is what the type of business brings along: curves and hiring steps.
type trade struct {
	ramp   span // the trade's ramp
	season span // weights in use
	steps  [][]step
	first  []*cell // posts in the first month of business, by role
}

// step is a hiring step: from when on, and how many posts.
type step struct{ from, posts *cell }

// sketchTrade writes the sheet of curves.
func (w *workbook) sketchTrade() {
	s, words := w.curves, w.words
	s.widths = []width{{1, 1, 34}, {2, 4, 22}, {5, 5, 18}}
	s.freeze = [2]int{1, 0}
	s.cell(1, 1).say(words.Curves, title)
	s.cell(2, 1).say(words.CurvesNote, remark)
	row := w.ramp(4)
	row = w.season(row + 2)
	w.hire(row + 2)
}

func (w *workbook) ramp(row int) int {
	s, words := w.curves, w.words
	s.cell(row, 1).say(words.Ramp, group)
	s.cell(row, 2).say(words.RampShare, headed)
	for i, share := range w.drivers.Ramp {
		row++
		s.cell(row, 1).put(float64(i+1), integer)
		w.trade.ramp.cells = append(w.trade.ramp.cells, s.cell(row, 2).put(float64(share), integer.changed()).lock())
	}
	return row
}

func (w *workbook) season(row int) int {
	s, words := w.curves, w.words
	s.cell(row, 1).say(words.Season, group)
	s.cell(row, 2).say(words.SeasonWeight, headed)
	s.cell(row, 3).say(words.SeasonUsed, headed)
	strength, changes := w.set["season_strength"]
	for i, weight := range w.drivers.Season {
		row++
		s.cell(row, 1).say(w.plan.Words.Month[i], plain)
		planned := s.cell(row, 2).put(float64(weight), integer.changed())
		used := planned.ref()
		if changes { // an even year has no strength
			used = most(num(0), add(num(million), round(div(mul(sub(planned.ref(), num(million)), strength.ref()), num(million)))))
		}
		w.trade.season.cells = append(w.trade.season.cells, s.cell(row, 3).reckon(used, integer).lock())
	}
	return row
}

// hire lays out the steps of each role. The last has the posts of the assumption; earlier ones keep their
// share of it, in half posts.
func (w *workbook) hire(row int) {
	s, words := w.curves, w.words
	for i, name := range []string{words.Hiring, words.FromMonth, words.Planned, words.Posts} {
		how := headed
		if i == 0 {
			how = group
		}
		s.cell(row, i+1).say(name, how)
	}
	for _, role := range w.drivers.Staff {
		posts, final := w.at(role.Key+".posts"), int64(role.Steps[len(role.Steps)-1].Tenths)
		var steps []step
		for i, planned := range role.Steps {
			row++
			s.cell(row, 1).say(role.Role, plain)
			st := step{from: s.cell(row, 2).put(float64(planned.Month), integer.changed()).lock(), posts: s.cell(row, 4).lock()}
			share := s.cell(row, 3).put(float64(planned.Tenths), integer.changed())
			used := posts
			if i+1 < len(role.Steps) {
				used = share.ref()
				if final > 0 {
					used = least(posts, mul(round(div(round(div(mul(share.ref(), posts), num(final))), num(5))), num(5)))
				}
			}
			st.posts.reckon(used, integer)
			steps = append(steps, st)
		}
		w.trade.steps = append(w.trade.steps, steps)
	}
	row++
	for i, role := range w.drivers.Staff {
		row++
		s.cell(row, 1).say(role.Role, plain)
		s.cell(row, 2).say(words.FirstPosts, small)
		w.trade.first = append(w.trade.first, s.cell(row, 4).reckon(postsAt(w.trade.steps[i], num(1)), integer).lock())
	}
}

// postsAt is the posts of a role in a month of business.
func postsAt(steps []step, month expr) expr {
	posts := num(0)
	for _, s := range steps {
		posts = when(from(month, s.from.ref()), s.posts.ref(), posts)
	}
	return posts
}
