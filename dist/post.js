var __webpack_exports__ = {};

// The action's last step, which runs also when the job was cancelled. In: nothing. Out: nothing yet: containers are
// removed by the main step itself, and there are no caches between jobs to save.

