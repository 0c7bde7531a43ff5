// Runs at the edge before every request, and in the local host. The API refuses
// a foreign Host, an origin request policy takes ten headers, and one that passes
// on all of them adds no address. So the host, the way of navigation and the
// visitor's address travel in headers of our own. A visitor cannot set them: they
// are always overwritten.
var api = /^\/(r|api|v1|webhooks)\/|^\/postback$/;
var file = /\.[A-Za-z0-9]+$/;

function value(headers, name) {
  return headers[name] ? headers[name].value : '';
}

function refuses(headers) {
  return value(headers, 'sec-gpc') === '1' || value(headers, 'dnt') === '1';
}

function handler(event) {
  var request = event.request;
  var headers = request.headers;
  headers['x-trib-host'] = { value: value(headers, 'host') };
  headers['x-trib-nav'] = {
    value: [
      value(headers, 'sec-fetch-dest'),
      value(headers, 'sec-fetch-mode') + (refuses(headers) ? ',refused' : ''),
      value(headers, 'sec-purpose') || value(headers, 'purpose'),
    ].join(';'),
  };
  headers['x-trib-address'] = { value: event.viewer.ip };
  // A page of the portal is drawn by its script; only files are files.
  if (!api.test(request.uri) && !file.test(request.uri)) {
    request.uri = '/index.html';
  }
  return request;
}
