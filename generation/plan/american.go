package plan

import (
	"reflect"

	"github.com/planspark/planspark/generation/numerals"
)

// inAmerica copies texts in the Spanish of Spain, however they are arranged, with the words that are usual in
// America. Keys stay, and texts that are the same on both sides are shared.
func inAmerica[T any](texts T) T {
	return rewritten(reflect.ValueOf(&texts).Elem(), numerals.InAmerica).Interface().(T)
}

// rewritten copies what v holds, with each text in it rewritten.
func rewritten(v reflect.Value, rewrite func(string) string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		out.SetString(rewrite(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(rewritten(v.Elem(), rewrite))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(rewritten(v.Field(i), rewrite))
		}
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(rewritten(v.Index(i), rewrite))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(rewritten(v.Index(i), rewrite))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for key, value := range v.Seq2() {
				out.SetMapIndex(key, rewritten(value, rewrite))
			}
		}
	default:
		out.Set(v)
	}
	return out
}
