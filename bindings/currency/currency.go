// Package currency names the currencies that an obligation can be in: those of ISO 4217 whose smallest unit is 0.01.
//
// Guarantee: a Code that Parse or FromNumber gives is a circulating currency with two decimals, so an amount in units of 0.01
// is exactly what people and banks mean by it. Others are refused with the reason.
package currency

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Code is a currency's ISO 4217 number, as the contracts keep it: 156 is CNY.
type Code uint16

// The currencies that occur by name.
const (
	CNY Code = 156
	USD Code = 840
	EUR Code = 978
	HKD Code = 344
)

var (
	// ErrUnknown is wrapped where there is no such currency in circulation.
	ErrUnknown = errors.New("not a currency in circulation by ISO 4217; write its letters or number, as in CNY or 156")
	// ErrDecimals is wrapped where the currency is not counted in units of 0.01.
	ErrDecimals = errors.New("not counted in units of 0.01, as every obligation here is")
)

// Parse reads a currency by its letters ("CNY", "cny") or by its number ("156").
func Parse(s string) (Code, error) {
	text := strings.ToUpper(strings.TrimSpace(s))
	if number, err := strconv.ParseUint(text, 10, 16); err == nil {
		return FromNumber(uint16(number))
	}
	if len(text) == 3 {
		if number := find(twoDecimals, text, 0); number != 0 {
			return number, nil
		}
		if find(otherDecimals, text, 0) != 0 {
			return 0, fmt.Errorf("currency %s: %w", text, ErrDecimals)
		}
	}
	return 0, fmt.Errorf("currency %q: %w", s, ErrUnknown)
}

// FromNumber checks an ISO 4217 number.
func FromNumber(number uint16) (Code, error) {
	c := Code(number)
	if number == 0 {
		return 0, fmt.Errorf("currency number 0: %w", ErrUnknown)
	}
	if find(twoDecimals, "", c) != 0 {
		return c, nil
	}
	if find(otherDecimals, "", c) != 0 {
		return 0, fmt.Errorf("currency %s: %w", c, ErrDecimals)
	}
	return 0, fmt.Errorf("currency number %d: %w", number, ErrUnknown)
}

// String is its letters, "CNY", or its number in three digits where it has none.
func (c Code) String() string {
	number := c.digits()
	for _, table := range []string{twoDecimals, otherDecimals} {
		for i := 0; i < len(table); i += entry {
			if table[i+3:i+6] == number {
				return table[i : i+3]
			}
		}
	}
	return number
}

// digits is its number in three digits.
func (c Code) digits() string {
	text := strconv.Itoa(int(c))
	return "000"[:max(0, 3-len(text))] + text
}

// MarshalText is String, for JSON.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText is Parse, for JSON.
func (c *Code) UnmarshalText(text []byte) (err error) {
	*c, err = Parse(string(text))
	return err
}

// entry is the length of one currency in the tables: three letters, three digits, one space.
const entry = 7

// find looks a currency up by its letters, or by its number where letters are empty; zero if the table has none.
func find(table, letters string, number Code) Code {
	for i := 0; i < len(table); i += entry {
		n, _ := strconv.ParseUint(table[i+3:i+6], 10, 16)
		if letters != "" && table[i:i+3] == letters || letters == "" && Code(n) == number {
			return Code(n)
		}
	}
	return 0
}

// twoDecimals are the circulating currencies of ISO 4217 with two decimals, as of 2026. Funds codes (CHE, MXV, USN …), metals
// and codes for tests are not money that anyone owes.
const twoDecimals = "" +
	"AED784 AFN971 ALL008 AMD051 AOA973 ARS032 AUD036 AWG533 AZN944 BAM977 BBD052 BDT050 BMD060 BND096 BOB068 BRL986 " +
	"BSD044 BTN064 BWP072 BYN933 BZD084 CAD124 CDF976 CHF756 CNY156 COP170 CRC188 CUP192 CVE132 CZK203 DKK208 DOP214 " +
	"DZD012 EGP818 ERN232 ETB230 EUR978 FJD242 FKP238 GBP826 GEL981 GHS936 GIP292 GMD270 GTQ320 GYD328 HKD344 HNL340 " +
	"HTG332 HUF348 IDR360 ILS376 INR356 IRR364 JMD388 KES404 KGS417 KHR116 KPW408 KYD136 KZT398 LAK418 LBP422 LKR144 " +
	"LRD430 LSL426 MAD504 MDL498 MGA969 MKD807 MMK104 MNT496 MOP446 MRU929 MUR480 MVR462 MWK454 MXN484 MYR458 MZN943 " +
	"NAD516 NGN566 NIO558 NOK578 NPR524 NZD554 PAB590 PEN604 PGK598 PHP608 PKR586 PLN985 QAR634 RON946 RSD941 RUB643 " +
	"SAR682 SBD090 SCR690 SDG938 SEK752 SGD702 SHP654 SLE925 SOS706 SRD968 SSP728 STN930 SVC222 SYP760 SZL748 THB764 " +
	"TJS972 TMT934 TOP776 TRY949 TTD780 TWD901 TZS834 UAH980 USD840 UYU858 UZS860 VES928 WST882 XCD951 XCG532 YER886 " +
	"ZAR710 ZMW967 ZWG924 "

// otherDecimals are the circulating ones with none or three.
const otherDecimals = "" +
	"BHD048 BIF108 CLP152 DJF262 GNF324 IQD368 ISK352 JOD400 JPY392 KMF174 KRW410 KWD414 LYD434 OMR512 PYG600 RWF646 " +
	"TND788 UGX800 VND704 VUV548 XAF950 XOF952 XPF953 "
