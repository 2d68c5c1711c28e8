package generation_test
import ("testing";"strings";"fmt";"os"
"github.com/planspark/planspark/generation"
"github.com/planspark/planspark/protocol")
func TestZZ(t *testing.T){ p,_:=generation.NewPlanner(); b,_:=os.ReadFile("/tmp/ideas60"); for _,l:=range strings.Split(strings.TrimSpace(string(b)),"\n"){ r:=p.Reading(protocol.Request{Idea:l}); i:=""; if r.Instead!=nil{i=" | instead "+r.Instead.Slug}; fmt.Printf("%-75s => %s [%s] %s%s\n",l,r.Business,r.BusinessType,r.Place,i)}}
