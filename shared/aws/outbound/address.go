package outbound

import "net/netip"

// special4 lists the IPv4 ranges of the IANA special-purpose registry, and
// multicast. Ranges that the registry calls reachable (AS112, AMT) are in it
// too: no receiver of a hook lives there.
const special4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`

// global6 is the only part of IPv6 that is assigned for global unicast;
// special6 lists what of it is special: IETF protocols with Teredo, benchmarks
// and ORCHID, documentation, 6to4, AS112. Mapped, NAT64, unique local,
// link-local and site-local addresses lie outside of global6.
const (
	global6  = "2000::/3"
	special6 = "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20"
)

// public tells whether an address belongs to the open internet.
func (c *Client) public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	if a.Is4() {
		return !within(a, c.special4)
	}
	return c.global6.Contains(a) && !within(a, c.special6)
}

func within(a netip.Addr, ps []netip.Prefix) bool {
	for _, p := range ps {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
