package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// cpuOf is the time that processes have spent on a CPU, summed over their threads
// (/proc/PID/task/TID/schedstat, first field, nanoseconds).
func cpuOf(pids []int) (total time.Duration, err error) {
	for _, pid := range pids {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
		if err != nil || len(threads) == 0 {
			return 0, fmt.Errorf("process %d has no accounts: has it ended?", pid)
		}
		for _, name := range threads {
			data, err := os.ReadFile(name)
			if err != nil {
				continue // a thread that ended meanwhile
			}
			spent, _, _ := strings.Cut(string(data), " ")
			ns, err := strconv.ParseInt(spent, 10, 64)
			if err != nil {
				return 0, fmt.Errorf("understand %s: %w", name, err)
			}
			total += time.Duration(ns)
		}
	}
	return total, nil
}

// rssOf is the memory that processes have in use, in bytes (VmRSS). What the kernel
// keeps for their sockets is not in it.
func rssOf(pids []int) (total int64, err error) {
	for _, pid := range pids {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			return 0, err
		}
		for line := range strings.Lines(string(data)) {
			if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
				kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
				if err != nil {
					return 0, err
				}
				total += kb << 10
			}
		}
	}
	return total, nil
}

// childrenOf are the processes that a process has started.
func childrenOf(pid int) (pids []int, err error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return nil, err
	}
	for _, field := range strings.Fields(string(data)) {
		child, err := strconv.Atoi(field)
		if err != nil {
			return nil, err
		}
		pids = append(pids, child)
	}
	return pids, nil
}
