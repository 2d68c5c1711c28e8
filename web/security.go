package web

// ContentSecurityPolicy lets the page load its own files and talk to its own server, and nothing else.
// The one Trusted Types policy is that of DOMPurify, through which every piece of a plan goes.
const ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types dompurify"

// Header is a name and a value of an HTTP response header.
type Header struct{ Name, Value string }

// SecurityHeaders are what every page is sent with. Strict-Transport-Security is the server's to add,
// since only it knows whether TLS is in front.
func SecurityHeaders() []Header {
	return []Header{
		{"Content-Security-Policy", ContentSecurityPolicy},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	}
}
