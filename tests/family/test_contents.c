/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"
#include "../support/suite.h"
START_TEST(nothing) {} END_TEST
int main(void) { TCase *t = suite_case("contents", 60); tcase_add_test(t, nothing); return suite_run("contents", t); }
