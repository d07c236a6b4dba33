import type { Hazard, Row } from "../hazard.ts";

const from = (address: string, write: string, is: boolean, because: string): Row => ({
  because,
  write: `any ip { ${write} }`,
  type: "bool",
  given: `ips: [\n{ address: ${address} }\n]`,
  is,
});
const inside = (address: string, network: string, is: boolean, because: string) =>
  from(address, `.address in ${network}`, is, because);

export const addresses: Hazard = {
  name: "addresses",
  declare: `list office : list<cidr> = [10.0.0.0/9, 10.128.0.0/9, 192.0.2.7/32, 2001:db8::/32]
list single : list<ip> = [192.0.2.7]`,
  rows: [
    inside("10.0.0.0", "10.0.0.0/8", true, "the first address of a network"),
    inside("10.255.255.255", "10.0.0.0/8", true, "its last address"),
    inside("9.255.255.255", "10.0.0.0/8", false, "the address before it"),
    inside("11.0.0.0", "10.0.0.0/8", false, "the address behind it"),
    inside("255.255.255.255", "255.255.255.255/32", true, "the last address of all"),
    inside("0.0.0.0", "0.0.0.0/0", true, "everything holds the first address"),
    inside("::1", "0.0.0.0/0", false, "families never match each other"),
    inside("10.0.0.1", "::/0", false, "families never match each other, the other way round"),
    inside("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0", true, "everything holds the last address"),
    inside(
      "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
      "2001:db8::/32",
      true,
      "the last address of a network of version 6",
    ),
    inside("2001:db9::", "2001:db8::/32", false, "the address behind it"),
    inside("2001:db8::", "2001:db8::/128", true, "a network of one address"),
    inside("2001:db8::1", "2001:db8::/128", false, "the address beside it"),
    inside("10.127.255.255", "office", true, "adjoining networks are one: the end of the first"),
    inside("10.128.0.0", "office", true, "adjoining networks are one: the start of the second"),
    inside("192.0.2.6", "office", false, "below a single address in a list"),
    inside("192.0.2.8", "office", false, "above it"),
    inside("192.0.2.7", "single", true, "a list of addresses is searched by equality"),
    from("2001:DB8:0:0::1", ".address == 2001:db8::1", true, "an address has one spelling"),
    from("::1", ".address == 0.0.0.1", false, "equality knows families, too"),
    {
      because: "a network is in a list by equality, not by containment",
      write: "any ip { .subnet in [192.0.2.0/24] }",
      type: "bool",
      given: "ips: [\n{ address: 192.0.2.1, subnet: 192.0.2.0/25 }\n]",
      is: false,
    },
    {
      because: "/32 and a longer network of the same base differ",
      write: "any ip { .subnet == 192.0.2.0/32 }",
      type: "bool",
      given: "ips: [\n{ address: 192.0.2.1, subnet: 192.0.2.0/24 }\n]",
      is: false,
    },
  ],
  refused: [
    {
      because: "10.0.0.1/8 may mean the host or the network",
      write: "any ip { .address in 10.0.0.1/8 }",
      code: "TC0012",
    },
    { because: "zone ids belong to one machine", write: "any ip { .address == fe80::1%eth0 }", code: "TC0011" },
    { because: "a leading zero reads as octal elsewhere", write: "any ip { .address == 010.0.0.1 }", code: "TC0011" },
    { because: "IPv4 inside IPv6 is stored as IPv4", write: "any ip { .address == ::ffff:10.0.0.1 }", code: "TC0011" },
    { because: "addresses have no order", write: "any ip { .address < 10.0.0.1 }", code: "TC0203" },
  ],
};
