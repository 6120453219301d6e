#ifndef LLAMERO_FAULTS_H
#define LLAMERO_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/// The greatest length of a watched path, and the number of descriptors that are followed.
#define FAULT_PATH 1024
#define FAULT_DESCRIPTORS 1024

/// What a call does; an action meets only some kinds.
enum fault_kind {
  FAULT_OPEN = 1 << 0,
  FAULT_READ = 1 << 1,
  FAULT_CLOSE = 1 << 2,
  FAULT_CREATE = 1 << 3,
  FAULT_WRITE = 1 << 4,
  FAULT_TRUNCATE = 1 << 5,
  FAULT_SYNC = 1 << 6,
  FAULT_RENAME = 1 << 7,
  FAULT_UNLINK = 1 << 8,
  FAULT_MKDIR = 1 << 9,
  FAULT_LINK = 1 << 10,
  FAULT_MODE = 1 << 11,
};

/// What happens at a point.
enum fault_effect { FAULT_NOTHING, KILL_BEFORE, KILL_WITHIN, KILL_AFTER, FAULT_ERROR, FAULT_SHORT };

/// An action: its effect, the kinds of call it meets, and the error it gives.
struct fault_action {
  const char *name;
  enum fault_effect effect;
  unsigned kinds;
  int code;
};

/// What the environment asks for.
struct fault_settings {
  const char *folder;
  const struct fault_action *action;
  long at;
  bool is_forever;
  int log;
  int trace;
};

/// Returns the settings, read once.
const struct fault_settings *fault_settings(void);

/// Returns the C library's own function, so that ours can call it.
#define REAL(name) \
  ({ \
    static void *found; \
    (__typeof__(&name))fault_real(&found, #name); \
  })
void *fault_real(void **found, const char *name);

/// Ends the program, because the trace cannot express what it does.
void fault_refuse(const char *what, const char *path) __attribute__((noreturn));

/// Writes to a descriptor of our own, whole.
void fault_put(int descriptor, const void *bytes, size_t count);

// Which files are watched.

/// Returns whether a path is watched, and its name below the watched folder ("." for that itself).
bool fault_watches(int folder, const char *path, char name[FAULT_PATH]);
/// Follows a new descriptor of a watched file.
void fault_follow(int descriptor, const char *name);
/// Follows a copy of a descriptor.
void fault_follow_copy(int descriptor, int copy);
/// Forgets a descriptor that was closed or has become another file.
void fault_forget(int descriptor);
/// Returns the number of the opened file behind a descriptor, 0 if it is not watched.
long fault_handle(int descriptor);
/// Returns the name of the file behind a watched descriptor.
const char *fault_name(int descriptor);

// Points: each call is fault_enter, the real call, what the trace keeps of it, fault_leave.

/// Begins a call; returns false with errno set if the call fails instead.
bool fault_enter(enum fault_kind kind, const char *name);
/// Returns how much of a read or write takes place.
size_t fault_length(size_t count);
/// Ends a call that was begun; keeps errno.
void fault_leave(void);

// The trace.

void fault_trace_open(int descriptor, bool is_new, bool is_cut);
void fault_trace_write(int descriptor, off_t offset, const void *bytes, ssize_t count);
void fault_trace_length(const char *name, off_t length);
void fault_trace_sync(int descriptor);
void fault_trace_name(const char *operation, const char *name);
void fault_trace_names(const char *operation, const char *from, const char *to);

#endif
