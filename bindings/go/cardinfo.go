// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

// A Family is a generation of cards.
type Family int

// The families.
const (
	FamilyFirstGeneration  Family = C.ZAIRYU_FAMILY_FIRST_GENERATION
	FamilySecondGeneration Family = C.ZAIRYU_FAMILY_SECOND_GENERATION
)

// String is the stable name.
func (f Family) String() string {
	return nameOr(C.zairyu_family_name(C.int(f)), "family", int64(f))
}

// A Kind is what the card is to its holder.
type Kind int

// The kinds.
const (
	KindResidenceCard                       Kind = C.ZAIRYU_KIND_RESIDENCE_CARD
	KindSpecialPermanentResidentCertificate Kind = C.ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE
)

// String is the stable name.
func (k Kind) String() string { return nameOr(C.zairyu_kind_name(C.int(k)), "kind", int64(k)) }

// A CardInfo is which card it is, as the chip says, and what such a card consists of. None of it is personal.
type CardInfo struct {
	Type        string // "1", "2", "05" or "06"
	Family      Family
	Kind        Kind   // not signed itself: see [Report.CoversKind]
	SpecVersion string // such as "0001"; "" if the chip does not say
	Items       Item   // those that this type of card has
	SignedItems Item   // those of them that the signature covers
	KindItems   Item   // those whose signed layout fits one kind of card only
	Objects     []ObjectInfo
}

// A Role is what a data object is for.
type Role int

// The roles. Later versions have more.
const (
	RoleOther        Role = C.ZAIRYU_ROLE_OTHER         // none of the following
	RoleSpecVersion  Role = C.ZAIRYU_ROLE_SPEC_VERSION  // version of the card specification
	RoleCardType     Role = C.ZAIRYU_ROLE_CARD_TYPE     // the type, as [CardInfo] Type has it
	RoleCardNumber   Role = C.ZAIRYU_ROLE_CARD_NUMBER   // the number that opens the card
	RolePrintedEntry Role = C.ZAIRYU_ROLE_PRINTED_ENTRY // a value that is printed on the card
	RoleEntry        Role = C.ZAIRYU_ROLE_ENTRY         // a value that is entered later, and not signed
	RoleFrontImage   Role = C.ZAIRYU_ROLE_FRONT_IMAGE   // all that is printed on the front, TIFF
	RoleNameImage    Role = C.ZAIRYU_ROLE_NAME_IMAGE    // TIFF
	RoleAddressImage Role = C.ZAIRYU_ROLE_ADDRESS_IMAGE // TIFF
	RoleFace         Role = C.ZAIRYU_ROLE_FACE          // JPEG 2000
	RoleCheckCode    Role = C.ZAIRYU_ROLE_CHECK_CODE    // the signature over what has a place in the signed order
	RoleCertificate  Role = C.ZAIRYU_ROLE_CERTIFICATE   // of the key that made the check code
)

// ObjectFlags are properties of a data object, or-ed.
type ObjectFlags uint32

// The properties. Later versions have more.
const (
	// An image or certificate: NULs fill its fixed length, and may be left out where it is stored.
	ObjectPadded ObjectFlags = C.ZAIRYU_OBJECT_PADDED
	// This type of card does not have it. Where it has a place in the signed order, NULs of its length are signed.
	ObjectNotStored ObjectFlags = C.ZAIRYU_OBJECT_NOT_STORED
	// Of the kinds of card that are signed in the same way, only one has it: its value tells them apart.
	ObjectOneKind ObjectFlags = C.ZAIRYU_OBJECT_ONE_KIND
)

// A Signature is what makes the check code.
type Signature int

// The kinds of signature. Later versions may have more.
const (
	SignatureRSA2048   Signature = C.ZAIRYU_SIGNATURE_RSA_2048   // RSASSA-PKCS1-v1_5 with SHA-256
	SignatureECDSAP384 Signature = C.ZAIRYU_SIGNATURE_ECDSA_P384 // with SHA-256; r and s of 48 bytes each
)

// An ObjectInfo is a data object that a type of card has.
type ObjectInfo struct {
	Item        Item      // the file it is in
	Tag         uint32    // unique within its file
	Length      int       // its fixed length in bytes
	Role        Role      // what it is for
	Field       FieldID   // the field it is, else 0
	Signature   Signature // of a check code or certificate, else 0
	Flags       ObjectFlags
	SignedPlace int // its place in what is signed, from 1 on; 0 if it is not signed
}

// cardInfo copies what C has; nothing for NULL.
func cardInfo(card *C.zairyu_card) *CardInfo {
	if card == nil {
		return nil
	}
	return &CardInfo{
		Type:        C.GoString(C.zairyu_card_type(card)),
		Family:      Family(C.zairyu_card_family(card)),
		Kind:        Kind(C.zairyu_card_kind(card)),
		SpecVersion: C.GoString(C.zairyu_card_spec_version(card)),
		Items:       Item(C.zairyu_card_items(card)),
		SignedItems: Item(C.zairyu_card_signed_items(card)),
		KindItems:   Item(C.zairyu_card_kind_items(card)),
		Objects:     objectInfos(card),
	}
}

func objectInfos(card *C.zairyu_card) (objects []ObjectInfo) {
	info := C.zairyu_card_object_info{size: C.sizeof_zairyu_card_object_info}
	for C.zairyu_card_object(card, C.size_t(len(objects)), &info) == C.ZAIRYU_OK {
		objects = append(objects, ObjectInfo{
			Item:        Item(info.item),
			Tag:         uint32(info.tag),
			Length:      int(info.length),
			Role:        Role(info.role),
			Field:       FieldID(info.field),
			Signature:   Signature(info.signature),
			Flags:       ObjectFlags(info.flags),
			SignedPlace: int(info.signed_place),
		})
	}
	return objects
}
