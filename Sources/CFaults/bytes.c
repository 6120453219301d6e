#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "faults.h"

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (!fault_handle(descriptor)) return REAL(write)(descriptor, bytes, count);
  if (!fault_enter(FAULT_WRITE, fault_name(descriptor))) return -1;
  ssize_t done = REAL(write)(descriptor, bytes, fault_length(count));
  if (done > 0) fault_trace_write(descriptor, lseek(descriptor, 0, SEEK_CUR) - done, bytes, done);
  fault_leave();
  return done;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  if (!fault_handle(descriptor)) return REAL(pwrite)(descriptor, bytes, count, offset);
  if (!fault_enter(FAULT_WRITE, fault_name(descriptor))) return -1;
  ssize_t done = REAL(pwrite)(descriptor, bytes, fault_length(count), offset);
  fault_trace_write(descriptor, offset, bytes, done);
  fault_leave();
  return done;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

// Writing only the first part that has bytes is a short write, which every caller must expect.
static const struct iovec *first_part(const struct iovec *parts, int count) {
  while (count > 1 && parts->iov_len == 0) parts++, count--;
  return parts;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (!fault_handle(descriptor)) return REAL(writev)(descriptor, parts, count);
  const struct iovec *part = first_part(parts, count);
  return write(descriptor, part->iov_base, part->iov_len);
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
  if (!fault_handle(descriptor)) return REAL(pwritev)(descriptor, parts, count, offset);
  const struct iovec *part = first_part(parts, count);
  return pwrite(descriptor, part->iov_base, part->iov_len, offset);
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off_t offset) {
  return pwritev(descriptor, parts, count, offset);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  if (!fault_handle(descriptor)) return REAL(read)(descriptor, bytes, count);
  if (!fault_enter(FAULT_READ, fault_name(descriptor))) return -1;
  ssize_t done = REAL(read)(descriptor, bytes, fault_length(count));
  fault_leave();
  return done;
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  if (!fault_handle(descriptor)) return REAL(pread)(descriptor, bytes, count, offset);
  if (!fault_enter(FAULT_READ, fault_name(descriptor))) return -1;
  ssize_t done = REAL(pread)(descriptor, bytes, fault_length(count), offset);
  fault_leave();
  return done;
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off_t offset) {
  return pread(descriptor, bytes, count, offset);
}

// Copies a piece through a read and a write, so that the write is a point like any other.
static ssize_t copy_piece(int target, off_t *to, int source, off_t *from, size_t count) {
  char piece[1 << 16];
  off_t start = from ? *from : lseek(source, 0, SEEK_CUR);
  ssize_t got = pread(source, piece, count < sizeof piece ? count : sizeof piece, start);
  if (got <= 0) return got;
  ssize_t done = to ? pwrite(target, piece, (size_t)got, *to) : write(target, piece, (size_t)got);
  if (done <= 0) return done;
  if (to) *to += done;
  if (from) *from += done;
  if (!from) lseek(source, start + done, SEEK_SET);
  return done;
}

ssize_t sendfile(int target, int source, off_t *from, size_t count) {
  if (!fault_handle(target)) return REAL(sendfile)(target, source, from, count);
  return copy_piece(target, NULL, source, from, count);
}

ssize_t sendfile64(int target, int source, off_t *from, size_t count) {
  return sendfile(target, source, from, count);
}

ssize_t copy_file_range(int source, off_t *from, int target, off_t *to, size_t count,
                        unsigned flags) {
  if (!fault_handle(target)) {
    return REAL(copy_file_range)(source, from, target, to, count, flags);
  }
  return copy_piece(target, to, source, from, count);
}

int ftruncate(int descriptor, off_t length) {
  if (!fault_handle(descriptor)) return REAL(ftruncate)(descriptor, length);
  if (!fault_enter(FAULT_TRUNCATE, fault_name(descriptor))) return -1;
  int result = REAL(ftruncate)(descriptor, length);
  if (result == 0) fault_trace_length(fault_name(descriptor), length);
  fault_leave();
  return result;
}

int ftruncate64(int descriptor, off_t length) { return ftruncate(descriptor, length); }

int truncate(const char *path, off_t length) {
  char name[FAULT_PATH];
  if (!fault_watches(AT_FDCWD, path, name)) return REAL(truncate)(path, length);
  if (!fault_enter(FAULT_TRUNCATE, name)) return -1;
  int result = REAL(truncate)(path, length);
  if (result == 0) fault_trace_length(name, length);
  fault_leave();
  return result;
}

int truncate64(const char *path, off_t length) { return truncate(path, length); }

static int synchronize(int descriptor, int (*real)(int)) {
  if (!fault_handle(descriptor)) return real(descriptor);
  if (!fault_enter(FAULT_SYNC, fault_name(descriptor))) return -1;
  int result = real(descriptor);
  if (result == 0) fault_trace_sync(descriptor);
  fault_leave();
  return result;
}

int fsync(int descriptor) { return synchronize(descriptor, REAL(fsync)); }
int fdatasync(int descriptor) { return synchronize(descriptor, REAL(fdatasync)); }

static void *map(void *at, size_t length, int rights, int flags, int descriptor, off_t offset) {
  bool writes = (rights & PROT_WRITE) && (flags & MAP_SHARED) && !(flags & MAP_ANONYMOUS);
  if (writes && fault_handle(descriptor)) fault_refuse("mmap of", fault_name(descriptor));
  return REAL(mmap)(at, length, rights, flags, descriptor, offset);
}

void *mmap(void *at, size_t length, int rights, int flags, int descriptor, off_t offset) {
  return map(at, length, rights, flags, descriptor, offset);
}
void *mmap64(void *at, size_t length, int rights, int flags, int descriptor, off_t offset) {
  return map(at, length, rights, flags, descriptor, offset);
}

int fallocate(int descriptor, int mode, off_t offset, off_t length) {
  if (fault_handle(descriptor)) fault_refuse("fallocate of", fault_name(descriptor));
  return REAL(fallocate)(descriptor, mode, offset, length);
}

int posix_fallocate(int descriptor, off_t offset, off_t length) {
  if (fault_handle(descriptor)) fault_refuse("posix_fallocate of", fault_name(descriptor));
  return REAL(posix_fallocate)(descriptor, offset, length);
}
