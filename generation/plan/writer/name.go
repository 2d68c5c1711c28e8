package writer

// Name is what a business is called by its idea, for titles; empty where the idea
// says no more than the type does.
func (p *Planner) Name(locale, slug, idea string) string {
	l, a := p.language(locale), p.library.About(locale, slug, idea)
	usual := l.trade(slug).noun
	noun := l.named(a, idea).noun
	if noun == usual {
		return ""
	}
	return upperFirst(l.grammar.bare(noun))
}
