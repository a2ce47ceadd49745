/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/hardened.h"

#include <gio/gio.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* GTK reads it when the key is pressed, from the same memory. Where the schema is missing, so is the key. */
static void shut_inspector(void)
{
	GSettingsSchemaSource *source = g_settings_schema_source_get_default();
	GSettingsSchema *schema =
		source ? g_settings_schema_source_lookup(source, "org.gtk.gtk4.Settings.Debug", TRUE) : NULL;
	GSettings *settings;

	if (!schema)
		return;
	if (g_settings_schema_has_key(schema, "enable-inspector-keybinding")) {
		settings = g_settings_new_full(schema, NULL, NULL);
		(void)g_settings_set_boolean(settings, "enable-inspector-keybinding", FALSE);
		g_object_unref(settings);
	}
	g_settings_schema_unref(schema);
}

void hardened_begin(void)
{
	/* The limit does not hold where dumps go to a program. Not to be dumpable does, and keeps debuggers out. */
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
#ifndef KIOSK_TRACEABLE
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
	(void)g_setenv("GSETTINGS_BACKEND", "memory", TRUE);
	/* Pictures of people stay in memory of our own, where they are wiped. OpenGL's driver alone takes 50 MB besides. */
	(void)g_setenv("GSK_RENDERER", "cairo", FALSE);
	(void)g_setenv("GDK_DEBUG", "gl-disable", FALSE);
	shut_inspector();
}
