package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

func (f *finder) decl(d ast.Decl) {
	if g, ok := d.(*ast.GenDecl); ok && g.Tok != token.VAR {
		return
	}
	ast.Inspect(d, f.node)
}

// node notes what can be changed in a node; a parent comes before its children.
func (f *finder) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.BlockStmt:
		f.leaveOut(n.List)
	case *ast.CommClause:
		f.leaveOut(n.Body)
	case *ast.SwitchStmt:
		f.cases(n)
	case *ast.CaseClause:
		f.leaveOut(n.Body)
	case *ast.IfStmt:
		f.condition(n.Cond, true, true)
	case *ast.ForStmt:
		if n.Cond != nil {
			f.condition(n.Cond, false, true)
		}
	case *ast.ReturnStmt:
		f.results(n.Results)
	case *ast.AssignStmt:
		f.conditions(n.Rhs)
	case *ast.ArrayType:
		return false // its length is a constant
	case *ast.CompositeLit:
		return f.literal(n)
	case *ast.CallExpr:
		return f.call(n)
	case ast.Expr:
		return f.expr(n)
	}
	return true
}

// cases are conditions where a switch has nothing to compare them with.
func (f *finder) cases(s *ast.SwitchStmt) {
	if s.Tag != nil {
		return
	}
	for _, c := range s.Body.List {
		for _, e := range c.(*ast.CaseClause).List {
			f.condition(e, true, true)
		}
	}
}

func (f *finder) results(list []ast.Expr) {
	for _, e := range list {
		if t := f.info.TypeOf(e); t == nil || t.String() != "error" {
			continue
		}
		if n, ok := f.note("error lost", e, "%s → nil", f.source(e)); ok {
			f.around(e, fmt.Sprintf("mutantError(%d, ", n), ")")
		}
	}
	f.conditions(list)
}

// conditions are the values of an assignment or a return that are true or false and not just carried on.
func (f *finder) conditions(list []ast.Expr) {
	for _, e := range list {
		switch ast.Unparen(e).(type) {
		case *ast.BinaryExpr, *ast.UnaryExpr:
			f.condition(e, true, true)
		}
	}
}

// condition lets one hold, and fail; of one that is put together, each part is taken out of it.
func (f *finder) condition(e ast.Expr, holds, fails bool) {
	b, ok := f.info.TypeOf(e).Underlying().(*types.Basic)
	if !ok || b.Info()&types.IsBoolean == 0 || f.info.Types[e].Value != nil {
		return
	}
	bin, _ := ast.Unparen(e).(*ast.BinaryExpr)
	and, or := bin != nil && bin.Op == token.LAND, bin != nil && bin.Op == token.LOR
	if bin != nil && bin.Op == token.NEQ && f.source(bin.Y) == "nil" && f.info.TypeOf(bin.X).String() == "error" {
		holds = false // an error where there is none is noticed by everything
	}
	if holds && !and {
		if n, ok := f.note("holds", e, "%s → true", f.source(e)); ok {
			f.around(e, fmt.Sprintf("mutantTrue(%d, ", n), ")")
		}
	}
	if fails && !or {
		if n, ok := f.note("fails", e, "%s → false", f.source(e)); ok {
			f.around(e, fmt.Sprintf("mutantFalse(%d, ", n), ")")
		}
	}
	if and || or {
		f.condition(bin.X, and, or)
		f.condition(bin.Y, and, or)
	}
}

// leaveOut leaves out each statement of a list that others can do without.
func (f *finder) leaveOut(list []ast.Stmt) {
	for _, s := range list {
		if !f.spareable(s) {
			continue
		}
		if n, ok := f.note("left out", s, "%s", f.source(s)); ok {
			f.around(s, fmt.Sprintf("if !mutantHere(%d) { ", n), " }")
		}
	}
}

func (f *finder) spareable(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return ok && !f.besides(call)
	case *ast.DeferStmt:
		return !f.besides(s.Call)
	case *ast.AssignStmt:
		for _, l := range s.Lhs {
			if id, ok := l.(*ast.Ident); ok && id.Name == "_" {
				return false
			}
		}
		return s.Tok != token.DEFINE
	case *ast.ReturnStmt:
		return len(s.Results) == 0
	case *ast.BranchStmt:
		return s.Tok == token.BREAK || s.Tok == token.CONTINUE
	case *ast.IncDecStmt, *ast.SendStmt, *ast.GoStmt:
		return true
	}
	return false
}

// locks are calls without which a test fails or not as it happens: the race detector's matter.
var locks = regexp.MustCompile(`^(Lock|Unlock|RLock|RUnlock)$`)

// aside are packages whose calls only tell what is done.
var aside = regexp.MustCompile(`zerolog|opentelemetry|/tracing$`)

// besides says whether a call is one that no test is to notice.
func (f *finder) besides(call *ast.CallExpr) bool {
	if id, ok := call.Fun.(*ast.Ident); ok {
		return id.Name == "panic"
	}
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if locks.MatchString(s.Sel.Name) {
		return true
	}
	o := f.info.Uses[s.Sel]
	return o != nil && o.Pkg() != nil && aside.MatchString(o.Pkg().Path())
}

func (f *finder) literal(c *ast.CompositeLit) bool {
	for _, e := range c.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value // a key of an array is a constant
		}
		ast.Inspect(e, f.node)
	}
	return false
}

func (f *finder) call(c *ast.CallExpr) bool {
	if f.constant(c) {
		return false
	}
	id, ok := c.Fun.(*ast.Ident)
	if !ok {
		return true
	}
	if _, builtin := f.info.Uses[id].(*types.Builtin); !builtin {
		return true
	}
	switch id.Name {
	case "make":
		return false // how much room there is at first
	case "min", "max":
		name := map[string]string{"min": "mutantMin", "max": "mutantMax"}[id.Name]
		if n, ok := f.note("min max", c, "%s", f.source(c)); ok {
			f.instead(c.Pos(), id.Name+"(", fmt.Sprintf("%s(%d, ", name, n))
			for _, a := range c.Args {
				ast.Inspect(a, f.node)
			}
			return false
		}
	}
	return true
}

var (
	bounds = map[token.Token]string{token.LSS: "mutantLess", token.LEQ: "mutantLessEq", token.GTR: "mutantMore", token.GEQ: "mutantMoreEq"}
	signs  = map[token.Token]string{token.ADD: "mutantAdd", token.SUB: "mutantSub", token.MUL: "mutantMul", token.QUO: "mutantQuo"}
	turned = map[token.Token]token.Token{
		token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
		token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL,
	}
)

func (f *finder) expr(e ast.Expr) bool {
	if f.constant(e) {
		return false
	}
	b, ok := e.(*ast.BinaryExpr)
	if !ok {
		return true
	}
	t, ok := f.info.TypeOf(b.X).Underlying().(*types.Basic)
	if !ok {
		return true
	}
	kind, name := "bound", bounds[b.Op]
	if name == "" {
		kind, name = "sign", signs[b.Op]
	}
	if name == "" || kind == "sign" && t.Info()&types.IsNumeric == 0 {
		return true
	}
	if n, ok := f.note(kind, b, "%s: %s → %s", f.source(b), b.Op, turned[b.Op]); ok {
		f.around(b, fmt.Sprintf("%s(%d, ", name, n), ")")
		f.instead(b.OpPos, b.Op.String(), ",")
	}
	return true
}

// constant notes the changes of an expression that is one, and says whether it is.
func (f *finder) constant(e ast.Expr) bool {
	tv := f.info.Types[e]
	if tv.Value == nil {
		return false
	}
	b, ok := tv.Type.Underlying().(*types.Basic)
	if !ok {
		return true
	}
	switch {
	case b.Info()&types.IsBoolean != 0:
		if n, ok := f.note("bool", e, "%s → not so", f.source(e)); ok {
			f.around(e, fmt.Sprintf("mutantNot(%d, ", n), ")")
		}
	case b.Info()&(types.IsInteger|types.IsFloat) != 0:
		f.number(e, tv.Type, b)
	case b.Info()&types.IsString != 0:
		f.statement(e, constant.StringVal(tv.Value))
	}
	return true
}

func (f *finder) number(e ast.Expr, t types.Type, b *types.Basic) {
	name, in := f.typeName(t), "mutantInt"
	if b.Info()&types.IsFloat != 0 {
		in = "mutantFloat"
	}
	if name == "" || strings.Contains(f.source(e), "'") || strings.HasPrefix(name, "untyped") {
		return // letters are no numbers
	}
	if n, ok := f.note("number", e, "%s → another", f.source(e)); ok {
		f.around(e, fmt.Sprintf("%s[%s](%d, ", in, name, n), ")")
	}
}

// statement notes the variants of a statement of SQL.
func (f *finder) statement(e ast.Expr, text string) {
	if !isSQL(text) {
		return
	}
	first, k := 0, 0
	for _, v := range variants(text) {
		n, ok := f.note("sql", e, "%s: %s", f.source(e), v.what)
		if !ok {
			return
		}
		if k == 0 {
			first = n
		}
		f.sql = append(f.sql, v.text)
		k++
	}
	if k > 0 {
		f.around(e, fmt.Sprintf("mutantSQL(%d, %d, %d, ", first, k, len(f.sql)-k), ")")
	}
}
