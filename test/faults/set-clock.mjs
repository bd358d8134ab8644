/** Sets the clock of the process that loads it, to and fro; what the system counts since it started (`performance.now`) goes on. */
const jumpMs = Number(process.env.LITWEAVE_FAULTS_JUMP_MS);
const everyMs = 3;
const RealDate = Date;
let shiftMs = 0;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + shiftMs);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + shiftMs;
  }
};

setInterval(() => {
  shiftMs = shiftMs === 0 ? jumpMs : 0;
}, everyMs).unref();
