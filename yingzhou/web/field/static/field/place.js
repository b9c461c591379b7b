/* One point, once, when a record is saved.  Nothing is watched or kept between two records; without permission, none. */

const PATIENCE = 2500;

export async function placeNow() {
  if (!navigator.geolocation) return null;
  return Promise.race([
    new Promise((give) => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => give({ lon: round(coords.longitude), lat: round(coords.latitude), accuracy: Math.round(coords.accuracy) }),
        () => give(null),
        { maximumAge: 0, timeout: PATIENCE, enableHighAccuracy: true },
      );
    }),
    new Promise((give) => { setTimeout(give, PATIENCE, null); }),
  ]);
}

const round = (degrees) => Math.round(degrees * 1e5) / 1e5;
