/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

static size_t marked;

static void mark_character(size_t position)
{
	marked = position;
}

static void check_typed(const char *text)
{
#define FRAGMENT_zairyu_number_1
#include "fragments.h"
	HOLDS(number[0] == '\0');
}

int main(void)
{
	check_typed(SCENE_NUMBER);
	HOLDS(marked == 0);
	check_typed("aa 1234-5G78 bb");
	HOLDS(marked == 10);
	check_typed("AA1234");
	HOLDS(marked == 7);
	return 0;
}
