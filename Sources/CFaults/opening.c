#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "faults.h"

static enum fault_kind kind_of_opening(int flags, bool exists) {
  if (!exists && (flags & O_CREAT)) return FAULT_CREATE;
  return flags & O_TRUNC ? FAULT_TRUNCATE : FAULT_OPEN;
}

static int open_in(int folder, const char *path, int flags, mode_t mode) {
  char name[FAULT_PATH];
  if (!fault_watches(folder, path, name)) {
    int descriptor = REAL(openat)(folder, path, flags, mode);
    fault_forget(descriptor);
    return descriptor;
  }
  if ((flags & O_TMPFILE) == O_TMPFILE) fault_refuse("O_TMPFILE in", name);
  bool exists = faccessat(folder, path, F_OK, 0) == 0;
  enum fault_kind kind = kind_of_opening(flags, exists);
  if (!fault_enter(kind, name)) return -1;
  int descriptor = REAL(openat)(folder, path, flags, mode);
  if (descriptor >= 0) {
    fault_follow(descriptor, name);
    fault_trace_open(descriptor, kind == FAULT_CREATE, kind == FAULT_TRUNCATE);
  }
  fault_leave();
  return descriptor;
}

// The mode is there only if the call may make a file.
#define MODE_AFTER(flags) \
  ({ \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
      va_list rest; \
      va_start(rest, flags); \
      mode = va_arg(rest, mode_t); \
      va_end(rest); \
    } \
    mode; \
  })

int open(const char *path, int flags, ...) {
  return open_in(AT_FDCWD, path, flags, MODE_AFTER(flags));
}
int open64(const char *path, int flags, ...) {
  return open_in(AT_FDCWD, path, flags, MODE_AFTER(flags));
}
int openat(int folder, const char *path, int flags, ...) {
  return open_in(folder, path, flags, MODE_AFTER(flags));
}
int openat64(int folder, const char *path, int flags, ...) {
  return open_in(folder, path, flags, MODE_AFTER(flags));
}
int creat(const char *path, mode_t mode) {
  return open_in(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) { return creat(path, mode); }
int __open_2(const char *path, int flags) { return open_in(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_in(AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return open_in(folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) {
  return open_in(folder, path, flags, 0);
}

// As Linux does, a close that fails has closed the descriptor all the same.
int close(int descriptor) {
  if (!fault_handle(descriptor)) return REAL(close)(descriptor);
  if (!fault_enter(FAULT_CLOSE, fault_name(descriptor))) {
    int code = errno;
    fault_forget(descriptor);
    REAL(close)(descriptor);
    errno = code;
    return -1;
  }
  fault_forget(descriptor);
  int result = REAL(close)(descriptor);
  fault_leave();
  return result;
}

int closedir(DIR *folder) {
  fault_forget(dirfd(folder));
  return REAL(closedir)(folder);
}

int fclose(FILE *file) {
  fault_forget(fileno(file));
  return REAL(fclose)(file);
}

static FILE *open_stream(const char *path, const char *mode) {
  char name[FAULT_PATH];
  if (strpbrk(mode, "wa+") && fault_watches(AT_FDCWD, path, name)) fault_refuse("fopen of", name);
  return REAL(fopen)(path, mode);
}

FILE *fopen(const char *path, const char *mode) { return open_stream(path, mode); }
FILE *fopen64(const char *path, const char *mode) { return open_stream(path, mode); }

int dup(int descriptor) {
  int copy = REAL(dup)(descriptor);
  if (copy >= 0) fault_follow_copy(descriptor, copy);
  return copy;
}
int dup2(int descriptor, int other) {
  int copy = REAL(dup2)(descriptor, other);
  if (copy >= 0 && copy != descriptor) fault_follow_copy(descriptor, copy);
  return copy;
}
int dup3(int descriptor, int other, int flags) {
  int copy = REAL(dup3)(descriptor, other, flags);
  if (copy >= 0) fault_follow_copy(descriptor, copy);
  return copy;
}

static int control(int descriptor, int command, void *argument) {
  int result = REAL(fcntl)(descriptor, command, argument);
  bool copies = command == F_DUPFD || command == F_DUPFD_CLOEXEC;
  if (copies && result >= 0) fault_follow_copy(descriptor, result);
  return result;
}

#define ARGUMENT_AFTER(last) \
  ({ \
    va_list rest; \
    va_start(rest, last); \
    void *value = va_arg(rest, void *); \
    va_end(rest); \
    value; \
  })

int fcntl(int descriptor, int command, ...) {
  return control(descriptor, command, ARGUMENT_AFTER(command));
}
int fcntl64(int descriptor, int command, ...) {
  return control(descriptor, command, ARGUMENT_AFTER(command));
}
