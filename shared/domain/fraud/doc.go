// Package fraud says how suspicious a conversion is (S-3, S-4): a sum of plain
// rules, each of which tells what it saw. A sum that reaches the program's
// threshold opens a case, which keeps what was earned from being paid until a
// manager has looked. Partners are told that it is in review, and nothing else.
package fraud
