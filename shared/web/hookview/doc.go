// Package hookview shows hooks and their deliveries alike to partners, who have
// postbacks, and to managers, who have webhooks. Whose hooks a request is about
// is for the two APIs to find out.
package hookview
