package cli

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// sayDefaults has the help name every flag's value by what it is, and its default in brackets behind the text: kong
// itself shows some defaults in place of the value.
func sayDefaults(k *kong.Kong) error {
	return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		if f, ok := node.(*kong.Flag); ok && f.HasDefault && !f.IsBool() {
			if f.PlaceHolder == "" {
				f.PlaceHolder = placeholder(f)
			}
			if !strings.HasSuffix(f.Help, "]") {
				f.Help += fmt.Sprintf(" [%s]", said(f))
			}
		}
		return next(nil)
	})
}

// said is the default as the help can say it: what stands in brackets with a slash in it is taken for a link.
func said(f *kong.Flag) string {
	if perMinute, ok := strings.CutSuffix(f.Default, "/min"); ok {
		return perMinute + " a minute"
	}
	if strings.Contains(f.Default, "/") {
		return strconv.Quote(f.Default)
	}
	return f.Default
}

// placeholder names the value of a flag.
func placeholder(f *kong.Flag) string {
	if f.Enum != "" {
		if len(f.Enum) < 10 {
			return strings.ReplaceAll(f.Enum, ",", "|")
		}
		return strings.ToUpper(f.Name[strings.LastIndex(f.Name, "-")+1:])
	}
	switch f.Target.Interface().(type) {
	case time.Duration, Span:
		return "TIME"
	case Rate:
		return "N/min"
	}
	if f.Target.Kind() == reflect.Float64 && strings.HasSuffix(f.Name, "-rate") || f.Name == "slow-share" {
		return "SHARE"
	}
	if f.Target.Kind() == reflect.String {
		return "TEXT"
	}
	return "N"
}
