package protocol

// DecodeWorkers reads {"workers": N}, strictly.
func DecodeWorkers(raw []byte) (int, *Problem) {
	members, p := object(raw)
	if p != nil {
		return 0, p
	}
	f := &fields{members: members}
	if f.members["workers"] == nil {
		f.fail("workers", "Say how many.")
	}
	n := f.integer("workers")
	f.rest()
	if len(f.errs) > 0 {
		return 0, Invalid(f.errs...)
	}
	return n, nil
}

// DecodePaused reads {"paused": true}, strictly.
func DecodePaused(raw []byte) (bool, *Problem) {
	members, p := object(raw)
	if p != nil {
		return false, p
	}
	f := &fields{members: members}
	paused := string(f.take("paused"))
	if paused != "true" && paused != "false" {
		f.fail("paused", "This must be true or false.")
	}
	f.rest()
	if len(f.errs) > 0 {
		return false, Invalid(f.errs...)
	}
	return paused == "true", nil
}
