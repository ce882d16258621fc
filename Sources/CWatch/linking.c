// Swift's compiler links its own library into everything, last; it takes options that come before from this section of what is linked.
// This one has the linker leave out libraries that nothing is used of, so that a watched program does not load Swift.
// The section is no part of what comes of linking, so a sanitizer's list of variables must not have this one.
__attribute__((section(".swift1_autolink_entries"), used, no_sanitize("address"))) static const char options[] = "-Wl,--as-needed";
