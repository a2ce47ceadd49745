// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import (
	"fmt"
	"strings"
)

// An Item is a file of a card, or several or-ed. In brackets below: the generation that has it, and whether the
// signature covers it (*).
type Item uint64

// The items.
const (
	ItemCommonData Item = C.ZAIRYU_ITEM_COMMON_DATA // specification version [1, 2]
	ItemCardType   Item = C.ZAIRYU_ITEM_CARD_TYPE   // [1, 2]
	// what is printed on the front, TIFF [1*]
	ItemFrontImage              Item = C.ZAIRYU_ITEM_FRONT_IMAGE
	ItemFace                    Item = C.ZAIRYU_ITEM_FACE                     // JPEG 2000 [1*]
	ItemAddress                 Item = C.ZAIRYU_ITEM_ADDRESS                  // address as text [1]
	ItemComprehensivePermission Item = C.ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION // [1, residence card]
	ItemIndividualPermission    Item = C.ZAIRYU_ITEM_INDIVIDUAL_PERMISSION    // [1, residence card]
	// renewal application pending [1 and 2, residence card]
	ItemRenewal    Item = C.ZAIRYU_ITEM_RENEWAL
	ItemCardNumber Item = C.ZAIRYU_ITEM_CARD_NUMBER // [2]
	// dates and codes printed on the card [2*]
	ItemPrintedEntries Item = C.ZAIRYU_ITEM_PRINTED_ENTRIES
	// name as TIFF, face as JPEG 2000 [2*]
	ItemNameAndFace  Item = C.ZAIRYU_ITEM_NAME_AND_FACE
	ItemAddressImage Item = C.ZAIRYU_ITEM_ADDRESS_IMAGE // address as TIFF [2]
	// permissions as codes [2, residence card]
	ItemPermissions Item = C.ZAIRYU_ITEM_PERMISSIONS
	// entry by the Commissioner, reserved text [2]
	ItemOther     Item = C.ZAIRYU_ITEM_OTHER
	ItemSignature Item = C.ZAIRYU_ITEM_SIGNATURE // check code and certificate [1, 2]
)

// ItemsAll is every item the card has, those of later versions too.
const ItemsAll Item = C.ZAIRYU_ITEMS_ALL

// Has is whether all of these items are in it.
func (i Item) Has(items Item) bool { return i&items == items }

// Each takes it apart into single items.
func (i Item) Each() (items []Item) {
	for bit := Item(1); bit != 0; bit <<= 1 {
		if i&bit != 0 {
			items = append(items, bit)
		}
	}
	return items
}

// Names are the stable names of the items, such as "front-image".
func (i Item) Names() []string {
	names := []string{}
	for _, item := range i.Each() {
		name := C.zairyu_item_name(C.uint64_t(item))
		if name == nil {
			names = append(names, fmt.Sprintf("item(%#x)", uint64(item)))
		} else {
			names = append(names, C.GoString(name))
		}
	}
	return names
}

// String is the names, separated by spaces.
func (i Item) String() string { return strings.Join(i.Names(), " ") }

// Signed is whether the signature of some type of card covers this item; [CardInfo.SignedItems] answers for one card.
func (i Item) Signed() bool { return C.zairyu_item_is_signed(C.uint64_t(i)) != 0 }
