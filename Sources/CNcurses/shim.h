#ifndef THREADLANES_CNCURSES_SHIM_H
#define THREADLANES_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <term.h>

/* What Swift cannot import of ncurses and the C library: mutable globals, variadic functions, macros that cast
   or take arguments, and declarations hidden behind feature-test macros. No decisions are made here. */

int wcwidth(wchar_t);

/* Attributes are casts, which Swift does not evaluate. */
static const attr_t curses_bold = A_BOLD;
static const attr_t curses_dim = A_DIM;
static const attr_t curses_italic = A_ITALIC;
static const attr_t curses_underline = A_UNDERLINE;
static const attr_t curses_reverse = A_REVERSE;

/* `newterm` with keys from standard input, a mutable global, drawing on a descriptor that it takes over. Null if the
   terminal cannot do it. */
static inline SCREEN *curses_newterm(const char *name, int descriptor) {
    FILE *output = fdopen(descriptor, "w");
    return output ? newterm(name, output, stdin) : NULL;
}

static inline int eventfd_nonblocking(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

static inline WINDOW *curses_screen(void) { return stdscr; }
static inline WINDOW *curses_shown(void) { return curscr; }
static inline int curses_colors(void) { return COLORS; }
static inline int curses_color_pairs(void) { return COLOR_PAIRS; }
static inline int curses_lines(void) { return LINES; }
static inline int curses_columns(void) { return COLS; }

/* `tigetstr` answers -1 for a name that is no string capability. */
static inline const char *curses_capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

static inline const char *curses_format(const char *capability, int first, int second) {
    return tiparm(capability, first, second);
}

/* The kernel's idea of the window; zero where it has none. `TIOCGWINSZ` is a variadic call. */
static inline struct winsize curses_window_size(int descriptor) {
    struct winsize size = {0, 0, 0, 0};
    ioctl(descriptor, TIOCGWINSZ, &size);
    return size;
}

/* Standard output as a terminal has it, whatever it is: a line is out when it ends. */
static inline void curses_buffer_output_by_line(void) { setvbuf(stdout, NULL, _IOLBF, 0); }
static inline void curses_flush_output(void) { fflush(stdout); }

#endif
