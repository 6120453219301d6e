/// Faults: a library that is put in front of the C library, so that a program meets kills, full
/// disks and failing calls at points that are counted. Nothing links it:
///
///     LD_PRELOAD=libFaults.so LLAMERO_FAULTS_FOLDER=/store LLAMERO_FAULTS_ACTION=kill-before \
///       LLAMERO_FAULTS_AT=17 llamero run …
///
/// A point is a call on something below the watched folder that the action can meet.
///
///     LLAMERO_FAULTS_FOLDER     the watched folder, absolute and without links; unset: no faults
///     LLAMERO_FAULTS_ACTION     kill-before, kill-after, kill-within (half a write, then SIGKILL),
///                               short (half of what was asked), or EIO, ENOSPC, EDQUOT, EROFS,
///                               EACCES, EINTR; unset: as for kill-before, but nothing happens
///     LLAMERO_FAULTS_AT         the number of the point at which it happens, from 1; 0: never
///     LLAMERO_FAULTS_FOREVER    1: at every later point, too
///     LLAMERO_FAULTS_LOG        a file to append "number TAB kind TAB path" of each point to
///     LLAMERO_FAULTS_TRACE      a file to append every change to, see trace.c
///
/// What the trace cannot express (a shared writable mapping, O_TMPFILE, a link) ends the program
/// with SIGABRT and a sentence, so that nothing is missed in silence.
#ifndef LLAMERO_CFAULTS_H
#define LLAMERO_CFAULTS_H
#endif
