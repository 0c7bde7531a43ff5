// Package bankfile writes the files that a person carries to a bank or to the
// website of a payment service: SEPA credit transfers (pain.001.001.09 and .03),
// NACHA credits (PPD and CCD), the batch CSV of Wise and the CSV of PayPal's
// website. The same run makes the same bytes whenever it is asked for: all that
// a file says comes from the run and its payouts, nothing from the clock.
package bankfile
