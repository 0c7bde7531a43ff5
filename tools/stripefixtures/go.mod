module github.com/tributaryhq/tributary/tools/stripefixtures

go 1.26.0

require github.com/stripe/stripe-mock v0.203.0
