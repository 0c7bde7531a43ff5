package stack

import (
	"context"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
)

// Upload puts the portal's built files into its bucket. Their names carry a
// hash, but for the page itself, which must be asked for each time.
func (s *Stack) Upload(ctx context.Context, dist string) error {
	c := client{s.AWS}
	return fs.WalkDir(os.DirFS(dist), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := os.ReadFile(filepath.Join(dist, path)) //nolint:gosec // it was just listed
		if err != nil {
			return err
		}
		kind := mime.TypeByExtension(filepath.Ext(path))
		if kind == "" {
			kind = "application/octet-stream"
		}
		keep := "public, max-age=31536000, immutable"
		if path == "index.html" {
			keep = "no-cache"
		}
		_, err = c.do(ctx, "s3", http.MethodPut, "/"+s.Bucket+"/"+path, map[string]string{"Content-Type": kind, "Cache-Control": keep}, body)
		if err != nil {
			return fmt.Errorf("upload %s: %w", path, err)
		}
		return nil
	})
}
