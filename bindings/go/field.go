// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import "fmt"

// A FieldID is a value of a card that is text, date or code. In brackets below: the generation, and the data object
// it is.
type FieldID int

// The fields. Later versions have more: [FieldIDs] lists them.
const (
	FieldAddressDate  FieldID = C.ZAIRYU_FIELD_ADDRESS_DATE // date [1: D2]
	FieldMunicipality FieldID = C.ZAIRYU_FIELD_MUNICIPALITY // code [1: D3]
	FieldAddress      FieldID = C.ZAIRYU_FIELD_ADDRESS      // text [1: D4]
	// text [1: D5], code [2: D5]
	FieldComprehensivePermission FieldID = C.ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION
	// text [1: D6], code [2: D7]
	FieldIndividualPermission FieldID = C.ZAIRYU_FIELD_INDIVIDUAL_PERMISSION
	// code [1: D7, 2: D8]
	FieldRenewalPending                FieldID = C.ZAIRYU_FIELD_RENEWAL_PENDING
	FieldCardExpiry                    FieldID = C.ZAIRYU_FIELD_CARD_EXPIRY                     // date [2: C5]
	FieldBirthDate                     FieldID = C.ZAIRYU_FIELD_BIRTH_DATE                      // date [2: C6]
	FieldSex                           FieldID = C.ZAIRYU_FIELD_SEX                             // code [2: C7]
	FieldNationality                   FieldID = C.ZAIRYU_FIELD_NATIONALITY                     // code [2: C8]
	FieldStatusOfResidence             FieldID = C.ZAIRYU_FIELD_STATUS_OF_RESIDENCE             // code [2: C9]
	FieldPeriodOfStay                  FieldID = C.ZAIRYU_FIELD_PERIOD_OF_STAY                  // code [2: CE]
	FieldPermissionType                FieldID = C.ZAIRYU_FIELD_PERMISSION_TYPE                 // code [2: CA]
	FieldPermissionDate                FieldID = C.ZAIRYU_FIELD_PERMISSION_DATE                 // date [2: CB]
	FieldWorkRestriction               FieldID = C.ZAIRYU_FIELD_WORK_RESTRICTION                // code [2: CC]
	FieldPeriodOfStayExpiry            FieldID = C.ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY           // date [2: CD]
	FieldComprehensivePermissionExpiry FieldID = C.ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY // date [2: D6]
	FieldCommissionerEntry             FieldID = C.ZAIRYU_FIELD_COMMISSIONER_ENTRY              // code [2: D9]
	FieldReserved                      FieldID = C.ZAIRYU_FIELD_RESERVED                        // text [2: DE]
	FieldCardNumber                    FieldID = C.ZAIRYU_FIELD_CARD_NUMBER                     // text [2: C2]
)

// String is the stable name, such as "card_expiry".
func (id FieldID) String() string { return nameOr(C.zairyu_field_name(C.int(id)), "field", int64(id)) }

// Label is what to call the field before people; "" for one that the library does not know.
func (id FieldID) Label(language Language) string {
	return C.GoString(C.zairyu_field_label(C.int(id), C.int(language)))
}

// FieldIDs are all fields that the library knows, in order.
func FieldIDs() (ids []FieldID) {
	for range countNames(1, func(n C.int) *C.char { return C.zairyu_field_name(n) }) {
		ids = append(ids, FieldID(len(ids)+1))
	}
	return ids
}

// A FieldType is what a field's value is.
type FieldType int

// The types.
const (
	FieldTypeText FieldType = C.ZAIRYU_FIELD_TYPE_TEXT
	FieldTypeDate FieldType = C.ZAIRYU_FIELD_TYPE_DATE
	FieldTypeCode FieldType = C.ZAIRYU_FIELD_TYPE_CODE
)

var fieldTypeWords = map[FieldType]string{
	0: "none", FieldTypeText: "text", FieldTypeDate: "date", FieldTypeCode: "code",
}

// String is a word for it.
func (t FieldType) String() string { return wordOr(fieldTypeWords, "type", t) }

// A FieldState is what became of a field. Each means something different to a program that decides by it.
type FieldState int

// The states.
const (
	// its file was not read, or was not kept (a reduced record)
	FieldStateNotRead FieldState = C.ZAIRYU_FIELD_STATE_NOT_READ
	FieldStateAbsent  FieldState = C.ZAIRYU_FIELD_STATE_ABSENT // this card has no such data object
	// the object is there and holds nothing: NULs or blanks
	FieldStateEmpty FieldState = C.ZAIRYU_FIELD_STATE_EMPTY
	// a value is there and was not understood: [Field] Raw has it
	FieldStateUnreadable FieldState = C.ZAIRYU_FIELD_STATE_UNREADABLE
	// a date of which the day, or month and day, are unknown
	FieldStatePartial  FieldState = C.ZAIRYU_FIELD_STATE_PARTIAL
	FieldStateReadable FieldState = C.ZAIRYU_FIELD_STATE_READABLE
)

var fieldStateWords = map[FieldState]string{
	FieldStateNotRead: "not-read", FieldStateAbsent: "absent", FieldStateEmpty: "empty",
	FieldStateUnreadable: "unreadable", FieldStatePartial: "partial", FieldStateReadable: "readable",
}

// String is a word for it.
func (s FieldState) String() string { return wordOr(fieldStateWords, "state", s) }

// A Date is a date as the card has it. Day, or Month and Day, are 0 if they are unknown.
type Date struct{ Year, Month, Day int }

// Whole is whether nothing of it is unknown.
func (d Date) Whole() bool { return d.Year > 0 && d.Month > 0 && d.Day > 0 }

// A Field is what a card holds in one field. fmt prints its name and state only; Value is for whoever asks for it.
type Field struct {
	ID        FieldID
	Type      FieldType // 0 if cards of this generation do not have the field
	State     FieldState
	Item      Item   // the file it is in
	Value     string // text, a code, or a date as YYYY-MM-DD, YYYY-MM or YYYY; "" unless it is Readable
	NameJA    string // what a code means, if that is published
	NameEN    string
	Date      Date     // of a date, what is known of it
	Raw       []byte   // as stored, padding included
	Notes     []string // how it was read, or why it was not; [FieldNoteText] has words for people
	Converted bool     // it was in a form of Shift_JIS
	Readable  bool     // Value has it, maybe a partial date
	Signed    bool     // by the layout of this type of card; see Vouched
	Vouched   bool     // the report of the card covers it; always false of [Record.Field]
}

// Name is the stable name of the field.
func (f Field) Name() string { return f.ID.String() }

// Code is the code, if the field is one.
func (f Field) Code() string {
	if f.Type != FieldTypeCode {
		return ""
	}
	return f.Value
}

// Format prints the field's name and state, and not what is on the card, whatever the verb.
func (f Field) Format(s fmt.State, verb rune) { printHidden(s, f.ID.String()+" "+f.State.String()) }

// FieldNoteText is a note of a field in words; "" for one that the library does not know.
func FieldNoteText(note string, language Language) (text string) {
	withStrings(func(s []*C.char) { text = C.GoString(C.zairyu_field_note_text(s[0], C.int(language))) }, note)
	return text
}

// Field is what the record holds in a field.
func (r *Record) Field(id FieldID) Field {
	return ask(r, func(p *C.zairyu_record) Field { return fieldOf(p, id) })
}

// Fields are all fields that this generation of cards has, read or not, in order.
func (r *Record) Fields() (fields []Field) {
	for _, id := range FieldIDs() {
		if field := r.Field(id); field.Type != 0 {
			fields = append(fields, field)
		}
	}
	return fields
}

func fieldOf(p *C.zairyu_record, id FieldID) Field {
	n := C.int(id)
	field := Field{
		ID:        id,
		Type:      FieldType(C.zairyu_record_field_type(p, n)),
		State:     FieldState(C.zairyu_record_field_state(p, n)),
		Item:      Item(C.zairyu_record_field_item(p, n)),
		NameJA:    codeName(p, n, C.ZAIRYU_LANGUAGE_JA),
		NameEN:    codeName(p, n, C.ZAIRYU_LANGUAGE_EN),
		Notes:     fieldNotes(p, n),
		Converted: C.zairyu_record_field_converted(p, n) != 0,
	}
	var text *C.char
	if C.zairyu_record_text(p, n, &text) >= 0 {
		field.Value, field.Readable = C.GoString(text), true
	}
	var raw C.zairyu_bytes
	C.zairyu_record_field_raw(p, n, &raw)
	field.Raw = copied(raw)
	field.Date = dateOf(p, n)
	field.Signed = field.Item != 0 && signedItems(p).Has(field.Item)
	return field
}

func signedItems(p *C.zairyu_record) Item {
	return Item(C.zairyu_card_signed_items(C.zairyu_record_card(p)))
}

func codeName(p *C.zairyu_record, n, language C.int) string {
	var name *C.char
	C.zairyu_record_code_name(p, n, language, &name)
	return C.GoString(name)
}

func fieldNotes(p *C.zairyu_record, n C.int) (notes []string) {
	for note := C.zairyu_record_field_note(p, n, 0); note != nil; {
		notes = append(notes, C.GoString(note))
		note = C.zairyu_record_field_note(p, n, C.size_t(len(notes)))
	}
	return notes
}

func dateOf(p *C.zairyu_record, n C.int) Date {
	var year, month, day C.int
	if C.zairyu_record_date_parts(p, n, &year, &month, &day) < 0 {
		return Date{}
	}
	return Date{int(year), int(month), int(day)}
}
