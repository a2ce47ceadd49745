/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts of the issuer: what makes the files, signs them, and damages them where a variant asks for it. */
#ifndef ISSUER_ISSUER_FILES_H
#define ISSUER_ISSUER_FILES_H

#include "base/vcard_files.h"
#include "ca/ca.h"
#include "issuer/issuer_put.h"
#include "profile/profile.h"

struct issuer {
	zairyu_vcard_ca *ca;
	struct profile profile;
	struct zairyu_twin *twin; /* NULL: the card is made from the profile alone */
};

enum { FIRST_SIGNATURE_SIZE = 1464, SECOND_SIGNATURE_SIZE = 704 };

/* issuer_files.c: every file but the signature, which stays NUL. */
int files_make(struct issuer *issuer, struct vcard_files *files, zairyu_error **err);
/* NULL if the card has no such file. */
struct vcard_file *files_find(struct vcard_files *files, uint8_t df, uint8_t sfi);

/* Whether it is a My Number card with the residence application. */
bool files_my_number(const struct profile *p);

/* issuer_image.c: an image as a data object of `size` bytes, drawn or remembered. */
enum image { IMAGE_FRONT, IMAGE_NAME, IMAGE_ADDRESS, IMAGE_FACE };
int image_put(struct issuer *issuer, struct put *put, enum image image, unsigned tag, size_t size, zairyu_error **err);

/* issuer_text.c: a text as a data object, in the encoding and padding that the variants say. */
int text_put(const struct profile *p, struct put *put, enum profile_key key, unsigned tag, size_t size,
	     zairyu_error **err);

/* issuer_text_odd.c: whether a variant says how the address is written, and those bytes, at most `size`. */
bool text_is_odd(const struct profile *p);
size_t text_odd(const struct profile *p, char *out, size_t size);

/* issuer_patch.c: changes a variant makes in finished files, before or after they are signed. */
enum patch_when { PATCH_BEFORE_SIGNING, PATCH_AFTER_SIGNING };
void patch_apply(const struct profile *p, struct vcard_files *files, enum patch_when when);

/* issuer_form.c: other lengths of files and forms of lengths, once everything is signed. */
int form_apply(const struct profile *p, struct vcard_files *files, zairyu_error **err);

/* issuer_sign.c */
int sign_files(struct issuer *issuer, struct vcard_files *files, zairyu_error **err);

#endif
