#ifndef THREADLANES_CNCURSES_SHIM_H
#define THREADLANES_CNCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>
#endif
