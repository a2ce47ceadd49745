/* SPDX-License-Identifier: BSD-2-Clause */
/* A session on a scene's card, and its calls. */
#ifndef TESTS_SESSION_CASE_H
#define TESTS_SESSION_CASE_H

#include "scene.h"

enum { TYPES = 4 };
/* Options of a card of each type. */
extern const char *const types[TYPES];

zairyu_session *session_on(const struct scene *scene);
/* With the card's number. */
int authenticate(const struct scene *scene, zairyu_session *session);
/* All items, into a record that is freed. */
int read_all(zairyu_session *session);
/* Identify, authenticate and read, until one of them fails. */
int whole_conversation(const struct scene *scene, zairyu_session *session);

#endif
