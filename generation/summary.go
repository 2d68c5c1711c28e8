package generation

import "encoding/json"

// summaryOf cuts the figures of a plan down to what every watcher is sent: all but the assumptions, the drivers and
// the cost lines month by month. Events and snapshots use this one function, so that a snapshot from
// the database equals the fold of the log. What is not an object comes back as it is.
func summaryOf(financials json.RawMessage) json.RawMessage {
	if len(financials) == 0 {
		return nil
	}
	return edit(financials, func(m map[string]json.RawMessage) {
		delete(m, "assumptions")
		delete(m, "drivers")
		if series, ok := m["series"]; ok {
			m["series"] = edit(series, func(s map[string]json.RawMessage) { delete(s, "opex") })
		}
	})
}

func edit(object json.RawMessage, change func(map[string]json.RawMessage)) json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(object, &m) != nil || m == nil {
		return object
	}
	change(m)
	out, err := json.Marshal(m)
	if err != nil {
		return object
	}
	return out
}
