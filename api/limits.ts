/** How many requests somebody may make: a bucket that fills again evenly. The clock is handed in. */

export interface Limit {
  /** Seconds to wait; null: go ahead. */
  take(who: string): number | null;
}

interface Bucket {
  left: number;
  at: number;
}

const MOST_BUCKETS = 10_000;

/**
 * `perMinute` requests in a minute, all at once if wanted. `now` in milliseconds. Of very many askers the one that was heard from longest ago is
 * forgotten, which can only let it ask again.
 */
export const limitOf = (perMinute: number, now: () => number): Limit => {
  const buckets = new Map<string, Bucket>();
  const refill = (who: string): Bucket => {
    const t = now();
    const bucket = buckets.get(who) ?? { left: perMinute, at: t };
    buckets.delete(who);
    buckets.set(who, bucket);
    const oldest = buckets.size > MOST_BUCKETS ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    bucket.left = Math.min(perMinute, bucket.left + (Math.max(0, t - bucket.at) * perMinute) / 60_000);
    bucket.at = t;
    return bucket;
  };
  return {
    take: (who) => {
      const bucket = refill(who);
      if (bucket.left < 1) return Math.max(1, Math.ceil(((1 - bucket.left) * 60) / perMinute));
      bucket.left -= 1;
      return null;
    },
  };
};
