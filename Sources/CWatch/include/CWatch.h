#ifndef CWATCH_H
#define CWATCH_H

/// The library that is loaded into a watched program before all others, and tells what its threads do. It has no interface: its
/// functions are those of the system, which the program calls.

#endif
