package httpkit

// File is an answer that is not JSON. The operation names its media type in
// Produces.
type File struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

// Inline returns a file to be shown where it is asked for.
func Inline(contentType string, body []byte) *File {
	return &File{ContentType: contentType, Body: body}
}

// Attachment returns a file to be saved under the name, which must need no
// quoting.
func Attachment(contentType, name string, body []byte) *File {
	return &File{ContentType: contentType, ContentDisposition: `attachment; filename="` + name + `"`, Body: body}
}
