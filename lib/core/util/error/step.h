/* SPDX-License-Identifier: BSD-2-Clause */
/* The steps of a conversation, as errors, progress and the log name them. */
#ifndef ERROR_STEP_H
#define ERROR_STEP_H

/* The numbers are part of support codes: never renumber, only append. */
enum step {
	STEP_NONE,
	STEP_CONNECT,
	STEP_IDENTIFY,
	STEP_SELECT,
	STEP_GET_CHALLENGE,
	STEP_MUTUAL_AUTHENTICATE,
	STEP_VERIFY,
	STEP_READ_COMMON_DATA,
	STEP_READ_CARD_TYPE,
	STEP_READ_FRONT_IMAGE,
	STEP_READ_FACE,
	STEP_READ_ADDRESS,
	STEP_READ_COMPREHENSIVE_PERMISSION,
	STEP_READ_INDIVIDUAL_PERMISSION,
	STEP_READ_RENEWAL,
	STEP_READ_CARD_NUMBER,
	STEP_READ_PRINTED_ENTRIES,
	STEP_READ_NAME_AND_FACE,
	STEP_READ_ADDRESS_IMAGE,
	STEP_READ_PERMISSIONS,
	STEP_READ_OTHER,
	STEP_READ_SIGNATURE,
	STEP_VERIFY_SIGNATURE,
	STEP_READ_PUBLIC_KEY,
	STEP_DELIVER_KEY,
	STEP_READ_ITEM, /* one that has no step of its own */
	STEPS
};

/* Its word; "" for STEP_NONE and what is not a step. */
const char *step_word(enum step step);
/* The step of a word; STEP_NONE if it is not one of ours, or NULL. */
enum step step_of_word(const char *word);

#endif
