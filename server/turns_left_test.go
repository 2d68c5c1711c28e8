package server

// TurnsLeft says how many goroutines take turns, and whether one is due. For tests.
func (s *Server) TurnsLeft() (running int, due bool) {
	s.turns.mu.Lock()
	defer s.turns.mu.Unlock()
	return s.turns.running, s.turns.line.first != nil
}
